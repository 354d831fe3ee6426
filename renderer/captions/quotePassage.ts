import type { CaptionLine } from '../../app/captions/CaptionLine.ts';
import { formatClock } from './formatClock.ts';

/** Longest quotation, in UTF-16 units: a message has room for a question beside it. */
const MAX_QUOTE = 20_000;

/**
 * A passage of a recording as the beginning of a message: said to be a quotation, with its source, so that neither the
 * person nor the model takes it for a wish. The question is written below it.
 *
 * @param part of the text of a single line, where only that was chosen
 */
export function quotePassage(title: string, lines: readonly CaptionLine[], part?: string): string {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return '';
  const when = first === last ? formatClock(first.startMs) : `${formatClock(first.startMs)} to ${formatClock(last.startMs)}`;
  const said = lines.map((line, index) => {
    const text = (lines.length === 1 ? (part ?? line.text) : line.text).replaceAll(/\s+/g, ' ').trim();
    return line.speaker !== null && lines[index - 1]?.speaker !== line.speaker ? `> ${line.speaker}: ${text}` : `> ${text}`;
  });
  let quote = said.join('\n');
  if (quote.length > MAX_QUOTE) quote = `${quote.slice(0, MAX_QUOTE)} …`;
  return `From the recording “${title}”, ${when}:\n\n${quote}\n\n`;
}
