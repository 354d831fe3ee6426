import { expect, test } from 'vitest';
import { heardSeconds } from './heardSeconds.ts';

test('what was heard grows with the clock, stands still in a pause, and ends with the last sound', () => {
  const sounds = [{ at: 10, seconds: 2 }, { at: 12, seconds: 1 }, { at: 15, seconds: 1 }];
  const heard = [9, 10, 11, 12.5, 13, 14, 15.5, 20].map((now) => heardSeconds(sounds, now));
  expect(heard).toEqual([0, 0, 1, 2.5, 3, 3, 3.5, 4]);
  expect(heardSeconds([], 3)).toBe(0);
});
