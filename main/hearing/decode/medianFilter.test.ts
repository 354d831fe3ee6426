import { expect, it } from 'vitest';
import { medianFilter } from './medianFilter.ts';

it('takes the median around each value, with mirrored ends', () => {
  expect([...medianFilter(Float64Array.of(9, 1, 2, 8, 3), 3)]).toEqual([1, 2, 2, 3, 8]);
  expect([...medianFilter(Float64Array.of(1, 1, 1, 50, 1, 1, 1, 1), 7)]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

it('leaves what is too short as it is', () => {
  expect([...medianFilter(Float64Array.of(3, 1), 7)]).toEqual([3, 1]);
  expect([...medianFilter(Float64Array.of(), 7)]).toEqual([]);
});
