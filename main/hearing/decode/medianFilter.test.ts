import { expect, it } from 'vitest';
import { medianFilter } from './medianFilter.ts';

function filtered(values: readonly number[], width: number): number[] {
  const result = new Float64Array(values.length);
  medianFilter(Float64Array.from(values), width, result);
  return [...result];
}

it('takes the median around each value, with mirrored ends', () => {
  expect(filtered([9, 1, 2, 8, 3], 3)).toEqual([1, 2, 2, 3, 8]);
  expect(filtered([1, 1, 1, 50, 1, 1, 1, 1], 7)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
});

it('is what sorting each place anew gives, equal values among them', () => {
  const values = Array.from({ length: 200 }, (_, at) => Math.round(9 * Math.sin(at * at)));
  const mirrored = (at: number) => values[at < 0 ? -at : at > 199 ? 398 - at : at]!;
  const expected = values.map((_, at) => [-3, -2, -1, 0, 1, 2, 3].map((by) => mirrored(at + by)).toSorted((a, b) => a - b)[3]);
  expect(filtered(values, 7)).toEqual(expected);
});

it('leaves what is too short as it is', () => {
  expect(filtered([3, 1], 7)).toEqual([3, 1]);
  expect(filtered([], 7)).toEqual([]);
});
