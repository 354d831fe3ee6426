import { breakCues } from './breakCues.ts';
import type { CaptionLine } from './CaptionLine.ts';
import { clockTime } from './clockTime.ts';
import { oneRow } from './oneRow.ts';

const escape = (text: string): string =>
  oneRow(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Captions as WebVTT (W3C): 42 characters, two rows, 1 to 6 s; speakers as voices. */
export function formatVtt(lines: readonly CaptionLine[]): string {
  const cues = breakCues(lines).map(({ startMs, endMs, rows, speaker }) => {
    const voice = speaker ? `<v ${escape(speaker)}>` : '';
    return `\n${clockTime(startMs)} --> ${clockTime(endMs)}\n${voice}${rows.map(escape).join('\n')}\n`;
  });
  return `WEBVTT\n${cues.join('')}`;
}
