import { expect, it } from 'vitest';
import { stableClauses } from './stableClauses.ts';
import { turnText } from './turnText.ts';
import type { HeardPhrase } from './VoiceState.ts';

const phrase = (number: number, text: string, stable: number, final = false): HeardPhrase => ({ number, text, stable, final, confidence: null, from: 0 });
const read = (...phrases: HeardPhrase[]) => turnText(phrases).slice(0, stableClauses(phrases));

it('reads clauses that stand fast, and no more', () => {
  expect(read(phrase(0, ' If it rains, we', 0))).toBe('');
  expect(read(phrase(0, ' If it rains, we', 13))).toBe('');
  expect(read(phrase(0, ' If it rains, we', 14))).toBe('If it rains,');
  expect(read(phrase(0, ' If it rains, we stay. So', 25))).toBe('If it rains, we stay.');
  expect(read(phrase(0, ' It is 3.', 9))).toBe('');
});

it('reads final phrases whole', () => {
  expect(read(phrase(0, ' Well', 5, true))).toBe('Well');
  expect(read(phrase(0, ' Well', 5, true), phrase(1, ' if so, then', 12))).toBe('Well if so,');
  expect(read(phrase(0, ' Well', 5, true), phrase(1, ' if', 3))).toBe('Well');
  expect(read()).toBe('');
});
