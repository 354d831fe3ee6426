import { expect, it } from 'vitest';
import { BLOCK } from './blockFormats.ts';
import { quantiseBlock } from './quantiseBlock.ts';

it('keeps every value to half a step of a 127th of the largest', () => {
  const values = Float32Array.from({ length: 2 * BLOCK }, (_, at) => Math.sin(at * 1.7) * (at < BLOCK ? 1 : 1e-3));
  const levels = new Int8Array(2 * BLOCK);
  for (const start of [0, BLOCK]) {
    const scale = quantiseBlock(values, start, levels, start);
    const largest = Math.max(...values.subarray(start, start + BLOCK).map(Math.abs));
    expect(scale).toBe(Math.fround(largest / 127));
    for (let at = start; at < start + BLOCK; at++) expect(Math.abs(scale * levels[at]! - values[at]!)).toBeLessThanOrEqual(scale * 0.5001);
  }
});

it('gives zeros the scale 0', () => {
  const levels = new Int8Array(BLOCK).fill(5);
  expect(quantiseBlock(new Float32Array(BLOCK), 0, levels, 0)).toBe(0);
  expect([...levels]).toEqual(Array.from({ length: BLOCK }, () => 0));
});
