import { expect, test } from 'vitest';
import { breakCues, LONGEST_CUE, SHORTEST_CUE } from './breakCues.ts';
import { ROW_LENGTH } from './breakRows.ts';
import type { CaptionLine } from './CaptionLine.ts';
import { spokenLine } from './spokenLine.test-helper.ts';

const VOCABULARY = 'a I we the of, and. captions; something extraordinarily interdisciplinary! 42 — “quoted” naïve 你好世界今天 Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.split(' ');

/** Hours of lines of any length and speed, the same in every run. */
function manyLines(count: number): CaptionLine[] {
  let seed = 7;
  const pick = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  let at = 0;
  return Array.from({ length: count }, (_, index) => {
    const text = Array.from({ length: 1 + pick(40) }, () => VOCABULARY[pick(VOCABULARY.length)]).join(' ');
    const line = spokenLine(text, { index, startMs: at });
    at = line.endMs + pick(4_000);
    // Some were changed by hand: no word has a time of its own then.
    return pick(3) === 0 ? { ...line, words: [], edited: true } : line;
  });
}

test('every cue is at most two rows of 42 characters, for 1 to 6 seconds, after the one before; no word is lost', () => {
  const lines = manyLines(400);
  const cues = breakCues(lines);
  let before = 0;
  for (const { startMs, endMs, rows } of cues) {
    expect(rows.length).toBeGreaterThanOrEqual(1);
    expect(rows.length).toBeLessThanOrEqual(2);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(ROW_LENGTH);
    expect(startMs).toBeGreaterThanOrEqual(before);
    expect(endMs - startMs).toBeGreaterThanOrEqual(SHORTEST_CUE);
    expect(endMs - startMs).toBeLessThanOrEqual(LONGEST_CUE);
    before = endMs;
  }
  const letters = (text: string): string => text.replace(/\s/gu, '');
  expect(letters(cues.flatMap(({ rows }) => rows).join(''))).toBe(letters(lines.map(({ text }) => text).join('')));
});

test('a cue begins with its first word and ends with its last one', () => {
  const [first, second] = breakCues([spokenLine('It was a bright cold day in April, and the clocks were striking thirteen.', { startMs: 10_000 })]);
  expect(first).toEqual({ startMs: 10_000, endMs: 14_150, rows: ['It was a bright cold day in April,', 'and the clocks were striking thirteen.'], speaker: null });
  expect(second).toBeUndefined();
});

test('a pause ends a cue: nothing is shown before it is said', () => {
  const line = spokenLine('well yes');
  const words = line.words.map((word, i) => (i === 1 ? { ...word, startMs: 5_000, endMs: 5_300 } : word));
  expect(breakCues([{ ...line, words, endMs: 5_300 }])).toEqual([
    { startMs: 0, endMs: 1_000, rows: ['well'], speaker: null },
    { startMs: 5_000, endMs: 6_000, rows: ['yes'], speaker: null },
  ]);
});

test('a word without a space before it stays with the one before', () => {
  const line = spokenLine('you');
  const words = [' don', "'t"].flatMap((text) => line.words.map((word) => ({ ...word, text })));
  expect(breakCues([{ ...line, words }]).at(0)?.rows).toEqual(["don't"]);
});

test('a row is broken after punctuation rather than exactly in the middle', () => {
  const cues = breakCues([spokenLine('If you can hear this, the captions work here.')]);
  expect(cues.at(0)?.rows).toEqual(['If you can hear this,', 'the captions work here.']);
});
