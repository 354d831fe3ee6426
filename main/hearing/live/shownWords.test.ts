import { expect, it } from 'vitest';
import { heardWords } from './heardWords.test-helper.ts';
import { shownWords } from './shownWords.ts';

it('holds back a new word at the very end of the sound, once', () => {
  const words = heardWords('one two three');
  expect(shownWords([], 0, words, 2_000)).toBe(3);
  expect(shownWords([], 0, words, 950)).toBe(2);
  expect(shownWords(heardWords('one two threat'), 2, words, 950)).toBe(2);
  expect(shownWords(heardWords('one two three'), 2, words, 950)).toBe(3);
  expect(shownWords([], 0, [], 950)).toBe(0);
});

it('holds back new words from the first on that the model is unsure of, but for the first of the phrase', () => {
  expect(shownWords([], 0, heardWords('one two? three?'), 2_000)).toBe(1);
  expect(shownWords([], 0, heardWords('one two? three'), 2_000)).toBe(1);
  expect(shownWords([], 0, heardWords('one? two?'), 2_000)).toBe(1);
  expect(shownWords(heardWords('one two?'), 1, heardWords('one two? three four?'), 2_000)).toBe(3);
});

it('shows no new word that is only kept because the pass before said it, and keeps those that are shown', () => {
  const before = heardWords('one two three');
  expect(shownWords(before, 1, heardWords('one two~ three'), 2_000)).toBe(1);
  expect(shownWords(before, 2, heardWords('one two~ three~'), 2_000)).toBe(2);
  expect(shownWords(before, 3, heardWords('one two~ three~ four'), 2_000)).toBe(4);
});
