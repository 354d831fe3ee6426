import { expect, test } from 'vitest';
import { cutByPhonemes } from './cutByPhonemes.ts';

test('a sentence of words stays whole; a longer text is cut at blanks, and nothing is lost', () => {
  const sentence = 'The river, which had been quiet all summer, rose in a single night and took the old bridge with it.';
  expect(cutByPhonemes(sentence, 440)).toEqual([sentence]);
  const long = Array.from({ length: 6 }, () => sentence).join(' ');
  const pieces = cutByPhonemes(long, 440);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join(' ')).toBe(long);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(300);
});

test('figures, capitals, spelled words and signs count for what is said', () => {
  for (const text of ['7'.repeat(290), 'W'.repeat(290), 'xxx '.repeat(70), '% & '.repeat(70), '河'.repeat(290)]) {
    const pieces = cutByPhonemes(text, 440);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(80);
    expect(pieces.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
  expect(cutByPhonemes('  ', 440)).toEqual([]);
});
