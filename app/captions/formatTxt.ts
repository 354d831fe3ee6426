import type { CaptionLine } from './CaptionLine.ts';
import { oneRow } from './oneRow.ts';

/** Captions as plain text, a row for each line. */
export function formatTxt(lines: readonly CaptionLine[]): string {
  return lines.map(({ speaker, text }) => `${speaker ? `${oneRow(speaker)}: ` : ''}${oneRow(text)}\n`).join('');
}
