import { medianFilter } from './medianFilter.ts';
import { warpPath } from './warpPath.ts';

const MEDIAN_WIDTH = 7;

/**
 * When each token is said: the path of least cost through the attention of the alignment heads to the sound (dynamic
 * time warping; Radford et al. 2022 and `whisper/timing.py`). Each head's attention is cut to `frames` positions, each
 * position brought to mean 0 and deviation 1 over the tokens, smoothed, and averaged over the heads.
 *
 * @param attention of each token, [heads, positions]
 * @param frames positions of 20 ms that hold sound, at most `positions`
 * @returns for each token the position at which it begins
 */
export function alignTokens(attention: readonly Float32Array[], positions: number, frames: number): number[] {
  if (attention.length === 0 || frames === 0) return attention.map(() => 0);
  const heads = attention[0]!.length / positions;
  const matrix = attention.map(() => new Float64Array(frames));
  for (let head = 0; head < heads; head++) {
    const rows = attention.map((row) => shares(row.subarray(head * positions, head * positions + frames)));
    standardise(rows);
    for (const [token, row] of rows.entries()) {
      const smooth = medianFilter(row, MEDIAN_WIDTH);
      for (let frame = 0; frame < frames; frame++) matrix[token]![frame]! += smooth[frame]! / heads;
    }
  }
  return warpPath(matrix.map((row) => row.map((value) => -value)));
}

/** What is left of a row that was cut, brought to sum 1 again: the softmax over those positions alone. */
function shares(row: Float32Array): Float64Array {
  const sum = row.reduce((total, value) => total + value, 0);
  return Float64Array.from(row, (value) => (sum > 0 ? value / sum : 1 / row.length));
}

/** Mean 0 and deviation 1 over the tokens, at each position; a position that all see alike says nothing. */
function standardise(rows: readonly Float64Array[]): void {
  const frames = rows[0]!.length;
  for (let frame = 0; frame < frames; frame++) {
    const mean = rows.reduce((sum, row) => sum + row[frame]!, 0) / rows.length;
    const deviation = Math.sqrt(rows.reduce((sum, row) => sum + (row[frame]! - mean) ** 2, 0) / rows.length);
    for (const row of rows) row[frame] = deviation > 0 ? (row[frame]! - mean) / deviation : 0;
  }
}
