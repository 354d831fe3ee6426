import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test('waits double from attempt to attempt and stay below five seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 60].map((attempt) => backoff(attempt, 1))).toEqual([
    250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000,
  ]);
});

test('chance shortens a wait by a quarter at most', () => {
  expect(backoff(3, 0)).toBe(750);
  expect(backoff(3, 0.5)).toBe(875);
});
