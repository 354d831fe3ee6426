import { breakCues } from './breakCues.ts';
import type { CaptionLine } from './CaptionLine.ts';
import { clockTime } from './clockTime.ts';
import { oneRow } from './oneRow.ts';

/**
 * SubRip knows no escapes: what players take for a tag (`<i>`, `{\an8}`) or for a row of times gets other signs that
 * look much the same, so that it stays text.
 */
const plain = (text: string): string =>
  oneRow(text)
    .replaceAll('-->', '→')
    .replace(/<(?=[a-z/!])/gi, '‹')
    .replace(/\{(?=\\)/g, '(');

/** SubRip has no place for a speaker: the name stands before what is said, and counts as a part of it. */
function withSpeaker(line: CaptionLine): CaptionLine {
  if (!line.speaker) return line;
  const name = `${oneRow(line.speaker)}:`;
  const [first] = line.words;
  const words = first ? [{ ...first, text: name, endMs: first.startMs }, { ...first, text: ` ${first.text.trimStart()}` }, ...line.words.slice(1)] : [];
  return { ...line, text: `${name} ${line.text}`, words };
}

/** Captions as SubRip (.srt): 42 characters, two rows, 1 to 6 s. */
export function formatSrt(lines: readonly CaptionLine[]): string {
  return breakCues(lines.map(withSpeaker))
    .map(({ startMs, endMs, rows }, i) => `${i + 1}\n${clockTime(startMs, ',')} --> ${clockTime(endMs, ',')}\n${rows.map(plain).join('\n')}\n`)
    .join('\n');
}
