import { expect, it } from 'vitest';
import { heardWords } from './heardWords.test-helper.ts';
import { shownWords } from './shownWords.ts';

it('holds back a new word at the very end of the sound, once', () => {
  const words = heardWords('one two three');
  expect(shownWords([], words, 2_000)).toBe(3);
  expect(shownWords([], words, 950)).toBe(2);
  expect(shownWords(heardWords('one two threat'), words, 950)).toBe(2);
  expect(shownWords(heardWords('one two three'), words, 950)).toBe(3);
  expect(shownWords([], [], 950)).toBe(0);
});
