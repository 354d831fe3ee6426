import { expect, test } from 'vitest';
import { usedTokens } from '../usedTokens.ts';
import { memoryParts } from './memoryParts.ts';

const usage = {
  budget: 2_048,
  regions: { sink: 4, pinned: 196, recalled: 224, kept: 0, recent: 600 },
  evictedTokens: 10,
  firstWholeTurnId: null,
};
const tokens = { system: 50, pinned: 90, facts: 60, recalled: 224, recent: 600 };
const counted = (parts: ReturnType<typeof memoryParts>) => parts.map(({ key, tokens: count }) => [key, count]);

test('the anchored part is shared out as the evidence says, and nothing empty is listed', () => {
  expect(counted(memoryParts(usage, { tokens }))).toEqual([
    ['system', 50],
    ['pinned', 90],
    ['facts', 60],
    ['recalled', 224],
    ['recent', 600],
    ['free', 1_024],
  ]);
  expect(counted(memoryParts(usage, null))[0]).toEqual(['system', 200]);
  expect(usedTokens(usage)).toBe(1_024);
});

test('evidence of another moment never makes the sum wrong', () => {
  const parts = memoryParts(usage, { tokens: { ...tokens, pinned: 1_000, facts: 150 } });
  expect(parts.reduce((sum, part) => sum + part.tokens, 0)).toBe(usage.budget);
  expect(counted(parts).slice(0, 2)).toEqual([
    ['pinned', 50],
    ['facts', 150],
  ]);
});

test('instructions alone are not called pinned, and a full memory has no free part', () => {
  const full = { ...usage, regions: { ...usage.regions, recalled: 0, recent: 1_848 } };
  const parts = memoryParts(full, { tokens: { system: 200, pinned: 0, facts: 0, recalled: 0, recent: 1_848 } });
  expect(parts.map(({ name, tokens: count }) => [name, count])).toEqual([
    ['Instructions', 200],
    ['Recent', 1_848],
  ]);
});
