import { expect, it } from 'vitest';
import { erasedWords } from './erasedWords.ts';

it('counts what was shown and taken back', () => {
  expect(erasedWords([])).toBe(0);
  expect(erasedWords([[], ['a'], ['a', 'b']])).toBe(0);
  expect(
    erasedWords([
      ['a', 'b', 'c'],
      ['a', 'x', 'c', 'd'],
      ['a', 'x'],
    ]),
  ).toBe(4);
});
