import { expect, test } from 'vitest';
import type { Phrase } from './Phrase.ts';
import { phraseLines } from './phraseLines.ts';
import { spokenWords } from './spokenLine.test-helper.ts';

const phrase = (text: string, startMs = 0): Phrase => ({
  number: 3,
  committed: spokenWords(text, startMs),
  tentative: [],
  final: true,
  heardMs: 60_000,
});

const texts = (text: string): string[] => phraseLines('r', phrase(text)).map((line) => line.text);

test('a line for each sentence, with its words, its times and an id that stays', () => {
  const lines = phraseLines('r', phrase(' We sail at noon. Do you? Good', 5_000));
  expect(lines.map(({ id, text, startMs, endMs }) => [id, text, startMs, endMs])).toEqual([
    ['r-3-0', 'We sail at noon.', 5_000, 6_150],
    ['r-3-1', 'Do you?', 6_200, 6_750],
    ['r-3-2', 'Good', 6_800, 7_050],
  ]);
  expect(lines.at(0)?.words.map(({ text }) => text)).toEqual([' We', ' sail', ' at', ' noon.']);
  expect(phraseLines('r', phrase(' We sail at noon. Do you? Good', 5_000))).toEqual(lines);
});

test('points that end no sentence end no line', () => {
  expect(texts(' Mr. Smith and J. R. paid 3.5 dollars, e.g. for tea. “Really?” Yes.')).toEqual([
    'Mr. Smith and J. R. paid 3.5 dollars, e.g. for tea.',
    '“Really?”',
    'Yes.',
  ]);
});

test('a long sentence ends where it pauses, and nothing of it is lost', () => {
  const long = Array.from({ length: 90 }, (_, i) => (i === 40 ? ' there,' : ' word')).join('');
  const lines = texts(long);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines[0]).toMatch(/there,$/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(240);
  expect(lines.join(' ')).toBe(long.trim());
});

test('a phrase without words makes no lines', () => {
  expect(phraseLines('r', { ...phrase(''), committed: [] })).toEqual([]);
});
