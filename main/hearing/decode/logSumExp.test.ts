import { expect, it } from 'vitest';
import { logSumExp } from './logSumExp.ts';

it('sums exponentials, however large or small', () => {
  expect(logSumExp(Float32Array.of(0, 0))).toBeCloseTo(Math.log(2), 6);
  expect(logSumExp(Float32Array.of(1_000, 1_000, -Infinity))).toBeCloseTo(1_000 + Math.log(2), 3);
  expect(logSumExp(Float32Array.of(-2_000))).toBe(-2_000);
  expect(logSumExp(Float32Array.of(-Infinity))).toBe(-Infinity);
  expect(logSumExp(new Float32Array())).toBe(-Infinity);
});
