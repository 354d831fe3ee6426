import { expect, test } from 'vitest';
import { wordConfidence } from './wordConfidence.ts';

const word = (text: string, probability: number | null) => ({ text, probability });

test('each word of the text has the least of its parts', () => {
  expect(wordConfidence([word(' We', 0.9), word(' do', 0.8), word("n't", 0.4), word(' know', 1)])).toEqual([0.9, 0.4, 1]);
  expect(wordConfidence([word(' ten days', 0.7), word(' ago', null)])).toEqual([0.7, 0.7, 1]);
});

test('a recogniser that tells nothing, or no word, gives nothing', () => {
  expect(wordConfidence([word(' We', null), word(' do', null)])).toEqual([]);
  expect(wordConfidence([])).toEqual([]);
});
