import { expect, it } from 'vitest';
import { spread } from './spread.ts';

it('gives the value that half, and 95 of 100, do not pass', () => {
  expect(spread(Array.from({ length: 100 }, (_, at) => 100 - at))).toEqual({ p50: 50, p95: 95, count: 100 });
  expect(spread([7.4])).toEqual({ p50: 7, p95: 7, count: 1 });
  expect(spread([])).toEqual({ p50: Number.NaN, p95: Number.NaN, count: 0 });
});
