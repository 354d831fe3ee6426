import { BLOCK } from './blockFormats.ts';

/**
 * Eight-bit levels of 32 floats: symmetric, the largest magnitude becomes 127 (the rule of Q8_0).
 * Writes `levels[to..to+32]`; result: the scale, so that `value = scale * level` to half a step.
 */
export function quantiseBlock(values: Float32Array, at: number, levels: Int8Array, to: number): number {
  let largest = 0;
  for (let i = 0; i < BLOCK; i++) largest = Math.max(largest, Math.abs(values[at + i]!));
  const scale = Math.fround(largest / 127);
  for (let i = 0; i < BLOCK; i++) levels[to + i] = scale === 0 ? 0 : Math.round(values[at + i]! / scale);
  return scale;
}
