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

it('holds back new words that the model is unsure of, but for the first one', () => {
  expect(shownWords([], heardWords('one two? three?'), 2_000)).toBe(1);
  expect(shownWords([], heardWords('one two? three'), 2_000)).toBe(3);
  expect(shownWords([], heardWords('one? two?'), 2_000)).toBe(1);
  expect(shownWords(heardWords('one two'), heardWords('one two? three?'), 2_000)).toBe(2);
});
