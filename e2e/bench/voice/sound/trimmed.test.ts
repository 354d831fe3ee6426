import { expect, it } from 'vitest';
import { SPOKEN_LEVEL, trimmed } from './trimmed.ts';

it('takes silence away at both ends and sets the loudness', () => {
  const sound = Float32Array.from({ length: 400 }, (_, at) => (at >= 100 && at < 300 ? (at % 2 === 0 ? 0.5 : -0.5) : 0.001));
  const result = trimmed(sound);
  expect(result.length).toBe(200);
  expect(Math.abs(result[0] ?? 0)).toBeCloseTo(SPOKEN_LEVEL, 1);
  expect(trimmed(new Float32Array(10))).toEqual(new Float32Array(0));
});
