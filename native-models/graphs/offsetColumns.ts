import { BLOCK } from './blockFormats.ts';

const LARGEST = { 4: 7, 8: 127 } as const;

/**
 * The zero point of a block as a level, and what it leaves of the offset: `scale * x + offset` is
 * `scale * (x - level) + rest`, the rest being half a step where the level is in range.
 */
export function zeroPointOf(scale: number, offset: number, bits: 4 | 8): { level: number; rest: number } {
  if (scale === 0) return { level: 0, rest: offset };
  const least = -(1 << (bits - 1));
  const level = Math.min(Math.max(Math.round(-offset / scale), least), -least - 1);
  return { level, rest: offset + scale * level };
}

/**
 * What zero points leave, of one row, as further columns of its matrix: their levels, and the scales of their blocks.
 * Of half a step, 1/28 of a step stays in error at most (4 bits; 1/508 with 8).
 */
export function offsetColumns(rests: Float32Array, bits: 4 | 8, levels: Int8Array, scales: Float32Array): void {
  for (let start = 0, block = 0; start < rests.length; start += BLOCK, block++) {
    const part = rests.subarray(start, start + BLOCK);
    const scale = Math.fround(part.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST[bits]);
    scales[block] = scale;
    for (let at = 0; at < part.length; at++) levels[start + at] = scale === 0 ? 0 : Math.round(part[at]! / scale);
  }
}
