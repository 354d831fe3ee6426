import { expect, it } from 'vitest';
import { ropeAngles } from './ropeAngles.ts';

it('gives cos and sin of position times frequency, row by row', () => {
  const { cos, sin } = ropeAngles({ inverseFrequencies: [1, 0.25], attentionFactor: 1 }, Float64Array.of(0, 2));
  expect([...cos]).toEqual([1, 1, Math.cos(2), Math.cos(0.5)].map(Math.fround));
  expect([...sin]).toEqual([0, 0, Math.sin(2), Math.sin(0.5)].map(Math.fround));
});

it('multiplies both by the attention factor', () => {
  const { cos, sin } = ropeAngles({ inverseFrequencies: [1], attentionFactor: 1.5 }, Float64Array.of(1));
  expect(Math.hypot(cos[0]!, sin[0]!)).toBeCloseTo(1.5, 6);
});

it('is exact at a position of ten million, where float32 angles are off by whole radians', () => {
  const position = 10_000_001;
  const { cos } = ropeAngles({ inverseFrequencies: [0.7], attentionFactor: 1 }, Float64Array.of(position));
  expect(cos[0]).toBe(Math.fround(Math.cos(0.7 * position)));
  expect(Math.abs(Math.cos(Math.fround(Math.fround(0.7) * position)) - cos[0]!)).toBeGreaterThan(0.01);
});
