import { expect, it } from 'vitest';
import { logSumExp } from './logSumExp.ts';

it('sums exponentials, however large or small', () => {
  expect(logSumExp(Float32Array.of(0, 0))).toBeCloseTo(Math.log(2), 6);
  expect(logSumExp(Float32Array.of(1_000, 1_000, -Infinity))).toBeCloseTo(1_000 + Math.log(2), 3);
  expect(logSumExp(Float32Array.of(-2_000))).toBe(-2_000);
  expect(logSumExp(Float32Array.of(-Infinity))).toBe(-Infinity);
  expect(logSumExp(new Float32Array())).toBe(-Infinity);
});

it('is right to a hundred thousandth for a whole vocabulary', () => {
  const values = Float32Array.from({ length: 50_000 }, (_, at) => 10 + 3 * Math.sin(at * at) - (at % 7) * 6);
  values[123] = 24.7;
  const expected = Math.log(values.reduce((sum, value) => sum + Math.exp(value - 20), 0)) + 20;
  expect(Math.abs(logSumExp(values) - expected)).toBeLessThan(1e-5);
});
