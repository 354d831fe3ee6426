import { expect, test } from 'vitest';
import { timeLeft } from './timeLeft.ts';

test('the rest takes as long as what was done, in proportion', () => {
  expect(timeLeft(600, 21_600, 120)).toBe(4_200);
  expect(timeLeft(21_600, 21_600, 4_000)).toBe(0);
});

test('nothing is foretold from the first seconds', () => {
  expect(timeLeft(600, 21_600, 2)).toBeNull();
  expect(timeLeft(0, 21_600, 60)).toBeNull();
});
