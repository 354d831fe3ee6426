import { expect, test } from 'vitest';
import { regionParts, usedTokens } from './regions.ts';

const usage = {
  budget: 2_048,
  regions: { sink: 4, pinned: 120, recalled: 0, kept: 0, recent: 900 },
  evictedTokens: 0,
  firstWholeTurnId: null,
};

test('regions in their order, to scale, with what is free at the end', () => {
  expect(regionParts(usage).map(({ region, tokens }) => [region, tokens])).toEqual([
    ['sink', 4],
    ['pinned', 120],
    ['recent', 900],
    ['free', 1_024],
  ]);
  expect(usedTokens(usage)).toBe(1_024);
});

test('a full memory has no free part', () => {
  const full = { ...usage, regions: { ...usage.regions, recent: 2_048 - 124 } };
  expect(regionParts(full).at(-1)?.region).toBe('recent');
});
