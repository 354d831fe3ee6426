import { expect, it } from 'vitest';
import { heardWords } from './heardWords.test-helper.ts';
import { isInvented } from './isInvented.ts';

const pass = (text: string, probability: number, noSpeech = 0.1, meanLogProbability = -0.3) => ({
  words: heardWords(text).map((word) => ({ ...word, probability })),
  stopped: 'end' as const,
  noSpeech,
  meanLogProbability,
});

it.each([
  ['Thank you for watching!', 0.4, true],
  ['Thank you for watching!', 0.9, false],
  ['You', 0.3, true],
  ['You are right', 0.3, false],
  ['. .', 0.9, true],
  ['', 0.9, true],
])('"%s", of which the model is sure by %f: %s', (text, probability, expected) => {
  expect(isInvented(pass(text, probability))).toBe(expected);
});

it('needs both signs of silence', () => {
  expect(isInvented(pass('Good day', 0.9, 0.9, -1.5))).toBe(true);
  expect(isInvented(pass('Good day', 0.9, 0.9, -0.3))).toBe(false);
  expect(isInvented(pass('Good day', 0.9, 0.1, -1.5))).toBe(false);
});
