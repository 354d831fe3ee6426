import { expect, it } from 'vitest';
import { speechLike } from './speechLike.ts';

it('is a second of sound, the same every time, as loud as speech and without an offset', () => {
  const samples = speechLike();
  expect(samples).toHaveLength(16_000);
  expect(samples).toEqual(speechLike());
  expect(Math.max(...samples.map(Math.abs))).toBeCloseTo(0.5, 5);
  expect(samples.every((sample) => Number.isFinite(sample))).toBe(true);
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  expect(rms).toBeGreaterThan(0.03);
});
