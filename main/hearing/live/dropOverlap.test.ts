import { expect, it } from 'vitest';
import { dropOverlap } from './dropOverlap.ts';
import { heardWords } from './heardWords.test-helper.ts';

const texts = (before: string, now: string, eachMs = 60) =>
  dropOverlap(heardWords(before), heardWords(now, { fromMs: 5_000, eachMs }), 5_000)
    .map(({ text }) => text.trim())
    .join(' ');

it('drops words that were said before the cut', () => {
  expect(texts('on the bank', 'Bank, and then')).toBe('and then');
  expect(texts('sitting on the bank', 'on the bank and then')).toBe('and then');
  expect(texts('a b c d e f', 'a b c d e f g')).toBe('a b c d e f g');
});

it('keeps what is really said twice, and what only looks alike', () => {
  expect(texts('it was very', 'very good', 500)).toBe('very good');
  expect(texts('on the bank', 'the river')).toBe('the river');
  expect(texts('', 'the river')).toBe('the river');
});
