import { AppError } from '../contract/AppError.ts';
import { parseClockTime } from './parseClockTime.ts';
import { MAX_CUES, MAX_SUBTITLE_TEXT } from './subtitleLimits.ts';

/** A block of a file of subtitles that has times, with the rows after them as they stand there. */
export interface SubtitleBlock {
  readonly startMs: number;
  readonly endMs: number;
  readonly rows: readonly string[];
}

/**
 * The blocks with times of a SubRip or WebVTT file: what both have in common. Blocks without times (`NOTE`, `STYLE`)
 * are passed over. Throws `too-large` beyond the limits.
 */
export function subtitleBlocks(text: string): SubtitleBlock[] {
  if (text.length > MAX_SUBTITLE_TEXT) throw new AppError('too-large', 'This file of subtitles is too long to be read.');
  const blocks: SubtitleBlock[] = [];
  for (const block of text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    const rows = block.split('\n').filter((row) => row.trim() !== '');
    // Before the times stands at most a number or a name.
    const at = rows.findIndex((row, i) => i < 2 && row.includes('-->'));
    if (at < 0) continue;
    const [from = '', to = ''] = rows[at]!.split('-->');
    const startMs = parseClockTime(from);
    const endMs = parseClockTime(to.trim().split(/\s/)[0] ?? '');
    if (startMs === null || endMs === null || endMs < startMs) continue;
    blocks.push({ startMs, endMs, rows: rows.slice(at + 1) });
    if (blocks.length > MAX_CUES) throw new AppError('too-large', 'This file has more subtitles than can be read.');
  }
  return blocks;
}
