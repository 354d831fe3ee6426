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

/** Captions as SubRip (.srt): 42 characters, two rows, 1 to 6 s. */
export function formatSrt(lines: readonly CaptionLine[]): string {
  return breakCues(lines)
    .map(({ startMs, endMs, rows, speaker }, i) => {
      const text = rows.map(plain);
      if (speaker && text[0] !== undefined) text[0] = `${plain(speaker)}: ${text[0]}`;
      return `${i + 1}\n${clockTime(startMs, ',')} --> ${clockTime(endMs, ',')}\n${text.join('\n')}\n`;
    })
    .join('\n');
}
