import { expect, it } from 'vitest';
import { wordsOf } from './wordsOf.ts';

const texts = [' He', ' was', '-', 'n', 'ot', '.'];
const bytes = (id: number) => new TextEncoder().encode(texts[id] ?? '');
const positions = 40;
/** Attention that looks at one place, by one head. */
const at = (place: number) =>
  Float32Array.from({ length: positions }, (_, frame) => Math.exp(-(((frame - place) / 2) ** 2)));
/** Whatever is written, and ever less probable. */
const probabilities = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];
const options = { tokens: { end: 100 }, promptLength: 2, positions, frames: positions, tokenBytes: bytes };

it('joins tokens to words, and gives each its time', () => {
  const tokens = [200, 0, 1, 2, 3, 4, 5, 230];
  // Of the prompt, of the first timestamp, then of each text token; the last says where the text ends.
  const attention = [at(0), at(0), at(2), at(8), at(14), at(18), at(22), at(26), at(34), at(38)];
  const words = wordsOf({ tokens, attention, probabilities, favoured: [4] }, options);
  expect(words.map(({ text }) => text)).toEqual([' He', ' was-not.']);
  expect(words.map((word) => word.tokens)).toEqual([
    [200, 0],
    [1, 2, 3, 4, 5],
  ]);
  expect(words.map(({ probability }) => probability)).toEqual([0.9, 0.4]);
  expect(words.map(({ doubted }) => doubted)).toEqual([false, true]);
  expect(words[0]!.startMs).toBe(0);
  expect(words[0]!.endMs).toBe(words[1]!.startMs);
  expect(words[1]!.startMs).toBeGreaterThan(40);
  expect(words[1]!.startMs).toBeLessThan(240);
  expect(words[1]!.endMs).toBeGreaterThan(520);
  expect(words[1]!.endMs).toBeLessThanOrEqual(800);
});

it('ends with the sound when the last token was not read', () => {
  const words = wordsOf(
    { tokens: [0, 1], attention: [at(0), at(2), at(20)], probabilities, favoured: [] },
    { ...options, promptLength: 2 },
  );
  expect(words.at(-1)!.endMs).toBeCloseTo(800);
});

it('gives no words for no text', () => {
  expect(wordsOf({ tokens: [], attention: [at(0), at(0)], probabilities, favoured: [] }, options)).toEqual([]);
  expect(
    wordsOf({ tokens: [200, 230], attention: [at(0), at(0), at(0), at(0)], probabilities, favoured: [] }, options),
  ).toEqual([]);
});

it('cuts off what is too long to be a word', () => {
  const tokens = Array.from({ length: 300 }, () => 3);
  const words = wordsOf({ tokens, attention: tokens.map(() => at(1)), probabilities: [], favoured: [] }, options);
  expect(words.map(({ text }) => text)).toEqual(['n'.repeat(200)]);
});
