import type { Cue } from './Cue.ts';
import { subtitleBlocks } from './subtitleBlocks.ts';

/** Reads SubRip. Text is taken as it stands; SubRip knows no speakers. Throws `too-large` beyond the limits. */
export function parseSrt(text: string): Cue[] {
  return subtitleBlocks(text).map(({ startMs, endMs, rows }) => ({ startMs, endMs, rows, speaker: null }));
}
