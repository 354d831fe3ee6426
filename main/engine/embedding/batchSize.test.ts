import { describe, expect, it } from 'vitest';
import { batchSize } from './batchSize.ts';

describe('batchSize', () => {
  it('takes as many texts as fit when padded to the longest of them', () => {
    expect(batchSize([10, 10, 10, 10], 0, 30)).toBe(3);
    expect(batchSize([10, 10, 20, 20], 0, 40)).toBe(2);
    expect(batchSize([10, 10, 20, 20], 2, 40)).toBe(2);
  });

  it('takes one text that is too long alone, and never more than there are', () => {
    expect(batchSize([500], 0, 100)).toBe(1);
    expect(batchSize([5, 500], 0, 100)).toBe(1);
    expect(batchSize([5, 5], 0, 100_000)).toBe(2);
    expect(batchSize([5, 5], 1, 100_000)).toBe(1);
  });
});
