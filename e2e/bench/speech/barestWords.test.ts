import { expect, it } from 'vitest';
import { barestWords } from './barestWords.ts';

it('compares words and not how they are written', () => {
  expect(barestWords(` Mr. Dashwood's "cold-hearted" friend; isn’t 3 enough?`)).toEqual([
    'mister',
    'dashwoods',
    'cold',
    'hearted',
    'friend',
    'isnt',
    '3',
    'enough',
  ]);
  expect(barestWords(' - ')).toEqual([]);
});
