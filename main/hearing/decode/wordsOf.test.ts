import { expect, it } from 'vitest';
import { wordsOf } from './wordsOf.ts';

const texts = [' He', ' was', '-', 'n', 'ot', '.'];
const bytes = (id: number) => new TextEncoder().encode(texts[id] ?? '');
const positions = 40;
/** Attention that looks at one place, by one head. */
const at = (place: number) =>
  Float32Array.from({ length: positions }, (_, frame) => Math.exp(-(((frame - place) / 2) ** 2)));
const options = { tokens: { end: 100 }, promptLength: 2, positions, frames: positions, tokenBytes: bytes };

it('joins tokens to words, and gives each its time', () => {
  const tokens = [200, 0, 1, 2, 3, 4, 5, 230];
  // Of the prompt, of the first timestamp, then of each text token; the last says where the text ends.
  const attention = [at(0), at(0), at(2), at(8), at(14), at(18), at(22), at(26), at(34), at(38)];
  const words = wordsOf({ tokens, attention }, options);
  expect(words.map(({ text }) => text)).toEqual([' He', ' was-not.']);
  expect(words[0]!.start).toBe(0);
  expect(words[0]!.end).toBe(words[1]!.start);
  expect(words[1]!.start).toBeGreaterThan(0.04);
  expect(words[1]!.start).toBeLessThan(0.24);
  expect(words[1]!.end).toBeGreaterThan(0.52);
  expect(words[1]!.end).toBeLessThanOrEqual(0.8);
});

it('ends with the sound when the last token was not read', () => {
  const words = wordsOf({ tokens: [0, 1], attention: [at(0), at(2), at(20)] }, { ...options, promptLength: 2 });
  expect(words.at(-1)!.end).toBeCloseTo(0.8);
});

it('gives no words for no text', () => {
  expect(wordsOf({ tokens: [], attention: [at(0), at(0)] }, options)).toEqual([]);
  expect(wordsOf({ tokens: [200, 230], attention: [at(0), at(0), at(0), at(0)] }, options)).toEqual([]);
});
