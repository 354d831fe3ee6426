import { expect, it } from 'vitest';
import { agreedWords } from './agreedWords.ts';
import { heardWords } from './heardWords.test-helper.ts';

it.each([
  ['one two three four', 'one two three four', 10_000, 3],
  ['one two three', 'one two three four five', 10_000, 2],
  ['One, two three', 'one Two. threes four', 10_000, 2],
  ['one to three', 'one two three four', 10_000, 1],
  ['', 'one two', 10_000, 0],
  ['one two', '', 10_000, 0],
  ['one two three four', 'one two~ three four', 8_000, 1],
  ['one two three four', 'one two? three four', 8_000, 1],
  ['one two three four', 'one two three four', 3_650, 2],
  ['one? two three four', 'one? two~ three four', 8_350, 1],
  ['one? two three four', 'one? two~ three~ four', 8_700, 2],
])('of "%s" and then "%s" in %i ms of sound, %i words are settled', (before, now, soundEndMs, count) => {
  expect(agreedWords(heardWords(before), heardWords(now), soundEndMs)).toBe(count);
});
