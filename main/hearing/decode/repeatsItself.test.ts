import { expect, it } from 'vitest';
import { repeatsItself } from './repeatsItself.ts';

const row = (times: number, ...tokens: number[]) => Array.from({ length: times }, () => tokens).flat();

it.each<[string, number[], number]>([
  ['no tokens', [], 0],
  ['different tokens', [1, 2, 3, 4, 5, 6, 7, 8, 9], 0],
  ['a token said seven times', row(7, 5), 0],
  ['a token said eight times', [1, ...row(8, 5)], 7],
  ['a pair said three times', row(3, 1, 2), 0],
  ['a pair said four times', [9, ...row(4, 1, 2)], 6],
  ['a sentence said three times', row(3, 1, 2, 3, 4, 5, 6), 0],
  ['a sentence said four times', [7, 8, ...row(4, 1, 2, 3, 4, 5, 6)], 18],
  ['a loop that is over', [...row(4, 1, 2, 3), 9], 0],
])('%s', (_, tokens, repeats) => {
  expect(repeatsItself(tokens)).toBe(repeats);
});
