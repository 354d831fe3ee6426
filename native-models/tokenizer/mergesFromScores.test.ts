import { expect, it } from 'vitest';
import { mergesFromScores } from './mergesFromScores.ts';

const pieces = (scores: Record<string, number>) =>
  new Map(Object.entries(scores).map(([token, score], id) => [token, { id, score }]));

it('puts tokens together in all ways, the best score first', () => {
  expect(mergesFromScores(pieces({ a: -9, b: -9, ab: -2, ba: -1, aba: -3 }))).toEqual([
    ['b', 'a'],
    ['a', 'b'],
    ['ab', 'a'],
    ['a', 'ba'],
  ]);
});

it('refuses tokens that would take for ever', () => {
  const scores = Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`${i}`.padStart(4_000, 'x'), 0]));
  expect(() => mergesFromScores(pieces(scores))).toThrow(expect.objectContaining({ code: 'bad-file' }));
});
