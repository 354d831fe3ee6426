import { describe, expect, it } from 'vitest';
import { medianWithInterval } from './medianWithInterval.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('medianWithInterval', () => {
  it('takes the second smallest and second largest of ten, as the tables say', () => {
    expect(medianWithInterval(upTo(10))).toEqual({ median: 5.5, low: 2, high: 9, count: 10 });
  });

  it('takes the fourth of fifteen and the sixth of twenty', () => {
    expect(medianWithInterval(upTo(15))).toEqual({ median: 8, low: 4, high: 12, count: 15 });
    expect(medianWithInterval(upTo(20))).toEqual({ median: 10.5, low: 6, high: 15, count: 20 });
  });

  it('gives the whole range when there are too few values for 95 %', () => {
    expect(medianWithInterval([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3, count: 3 });
  });

  it('does not depend on the order and refuses an empty list', () => {
    expect(medianWithInterval([9, 1, 5, 3, 7, 2, 8])).toEqual(medianWithInterval([1, 2, 3, 5, 7, 8, 9]));
    expect(() => medianWithInterval([])).toThrow(RangeError);
  });
});
