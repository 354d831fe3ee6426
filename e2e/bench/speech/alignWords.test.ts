import { expect, it } from 'vitest';
import { alignWords } from './alignWords.ts';

const errors = (spoken: string, heard: string) => {
  const split = (text: string) => text.split(' ').filter((word) => word !== '');
  const { words, ...counts } = alignWords(split(spoken), split(heard));
  expect(words).toBe(split(spoken).length);
  return counts;
};

it.each([
  ['a b c', 'a b c', 0, 0, 0],
  ['a b c', 'a x c', 1, 0, 0],
  ['a b c', 'a c', 0, 1, 0],
  ['a b c', 'a b b c', 0, 0, 1],
  ['a b c', '', 0, 3, 0],
  ['', 'a b', 0, 0, 2],
  ['a b c d e', 'b c x e f', 1, 1, 1],
])('%s, heard as "%s": %i substituted, %i deleted, %i inserted', (spoken, heard, substituted, deleted, inserted) => {
  expect(errors(spoken, heard)).toEqual({ substituted, deleted, inserted });
});
