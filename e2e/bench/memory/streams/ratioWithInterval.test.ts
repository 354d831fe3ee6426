import { expect, test } from 'vitest';
import { ratioWithInterval } from './ratioWithInterval.ts';

test('the ratio of perplexities is the exponential of the mean difference of losses, however the stretches differ', () => {
  const { ratio, low, high, pairs } = ratioWithInterval([[3.1, 3], [4.1, 4], [2.1, 2]])!;
  expect(ratio).toBeCloseTo(Math.exp(0.1), 10);
  expect([low, high]).toEqual([expect.closeTo(ratio, 6), expect.closeTo(ratio, 6)]);
  expect(pairs).toBe(3);
});

test('the interval is that of a mean of few values', () => {
  // 0, 0.1 and 0.2: mean 0.1, standard error 0.0577, t of two degrees of freedom 4.30.
  const { low, high } = ratioWithInterval([[1, 1], [1.1, 1], [1.2, 1]])!;
  expect(Math.log(low)).toBeCloseTo(0.1 - 4.303 * 0.05774, 1);
  expect(Math.log(high)).toBeCloseTo(0.1 + 4.303 * 0.05774, 1);
  expect(ratioWithInterval([[1, 1]])).toBeNull();
});
