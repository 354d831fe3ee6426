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
  const rows = attention.map(() => new Float64Array(frames));
  const smooth = new Float64Array(frames);
  for (let head = 0; head < heads; head++) {
    for (let token = 0; token < rows.length; token++) takeShares(attention[token]!, head * positions, rows[token]!);
    standardise(rows);
    for (let token = 0; token < rows.length; token++) {
      const sums = matrix[token]!;
      medianFilter(rows[token]!, MEDIAN_WIDTH, smooth);
      // What fits best costs least.
      for (let frame = 0; frame < frames; frame++) sums[frame]! -= smooth[frame]! / heads;
    }
  }
  return warpPath(matrix);
}

/** What is left of a row that was cut, brought to sum 1 again: the softmax over those positions alone. */
function takeShares(attention: Float32Array, from: number, to: Float64Array): void {
  let sum = 0;
  for (let frame = 0; frame < to.length; frame++) sum += attention[from + frame]!;
  for (let frame = 0; frame < to.length; frame++) to[frame] = sum > 0 ? attention[from + frame]! / sum : 1 / to.length;
}

/** Mean 0 and deviation 1 over the tokens, at each position; a position that all see alike says nothing. */
function standardise(rows: readonly Float64Array[]): void {
  const frames = rows[0]!.length;
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let token = 0; token < rows.length; token++) sum += rows[token]![frame]!;
    const mean = sum / rows.length;
    let squares = 0;
    for (let token = 0; token < rows.length; token++) squares += (rows[token]![frame]! - mean) ** 2;
    const deviation = Math.sqrt(squares / rows.length);
    for (let token = 0; token < rows.length; token++) {
      const row = rows[token]!;
      row[frame] = deviation > 0 ? (row[frame]! - mean) / deviation : 0;
    }
  }
}
