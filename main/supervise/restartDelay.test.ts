import { expect, test } from 'vitest';
import { restartDelay } from './restartDelay.ts';

test('the wait grows, and the fourth crash within five minutes asks', () => {
  expect(restartDelay([], 0)).toBe(250);
  expect(restartDelay([1_000], 2_000)).toBe(1_000);
  expect(restartDelay([1_000, 2_000], 3_000)).toBe(4_000);
  expect(restartDelay([1_000, 2_000, 3_000], 4_000)).toBeNull();
});

test('restarts of more than five minutes ago are forgotten', () => {
  expect(restartDelay([0, 1_000, 200_000], 300_500)).toBe(4_000);
  expect(restartDelay([0, 1_000, 2_000], 400_000)).toBe(250);
});
