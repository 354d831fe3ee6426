import { describe, expect, it } from 'vitest';
import { createRandom } from '../sampling/createRandom.ts';
import type { ArchivedRow } from './archivedRow.ts';
import { makeBlock } from './makeBlock.ts';
import { scoreBlocks } from './scoreBlocks.ts';
import { searchLayer } from './searchLayer.ts';

const SIZES = { layers: 4, width: 16, headDim: 8 };
const random = createRandom(7);
const vector = () => Float32Array.from({ length: SIZES.layers * SIZES.width }, () => random() - 0.5);
const common = vector();
/** What is said in every block, and in every question. */
const often = Array.from({ length: 6 }, vector);
/** The key of a word: a large part that all keys share, the word, and noise. */
const keyOf = (word: Float32Array) => word.map((value, at) => 3 * value + 20 * common[at]! + 0.2 * (random() - 0.5));
const asked = (words: readonly Float32Array[]) => {
  const from = searchLayer(SIZES.layers) * SIZES.width;
  return words.map((word) => keyOf(word).slice(from, from + SIZES.width));
};

/** A block of tokens of common words with one of its own in their midst. */
function block(word: Float32Array, at: number, gap = 0) {
  const rows = Array.from({ length: 32 }, (_, i): ArchivedRow => {
    const keys = keyOf(i === 20 ? word : often[i % often.length]!);
    return { slot: { token: i, position: (32 + gap) * at + i, turn: at }, keys, values: keys };
  });
  return makeBlock(rows, () => null, SIZES);
}

describe('the score of blocks', () => {
  it('is highest for the one in which a word of the question stands, among words that stand in all', () => {
    const words = Array.from({ length: 20 }, vector);
    const blocks = words.map((word, at) => block(word, at));
    words.forEach((word, at) => {
      const scores = scoreBlocks(blocks, asked([...often, word]), SIZES.headDim);
      expect(scores.indexOf(Math.max(...scores))).toBe(at);
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    });
  });

  it('gives a share to the block that goes on with it, and to none that comes after a gap', () => {
    const words = Array.from({ length: 6 }, vector);
    for (const gap of [0, 1]) {
      const blocks = words.map((word, at) => block(word, at, gap));
      const ranked = [...scoreBlocks(blocks, asked([words[3]!]), SIZES.headDim)]
        .map((score, at) => ({ score, at }))
        .toSorted((a, b) => b.score - a.score);
      expect(ranked[0]!.at).toBe(3);
      if (gap === 0) expect(ranked[1]!.at).toBe(4);
      else expect(ranked[1]!.score).toBeLessThan(0.1 * ranked[0]!.score);
    }
  });

  it('weighs the words of a long question that are the least common', () => {
    const words = Array.from({ length: 8 }, vector);
    const blocks = words.map((word, at) => block(word, at));
    const long = [...Array.from({ length: 100 }, (_, i) => often[i % often.length]!), words[5]!];
    const scores = scoreBlocks(blocks, asked(long), SIZES.headDim);
    expect(scores.indexOf(Math.max(...scores))).toBe(5);
  });

  it('is 0 where there is nothing to compare', () => {
    expect(scoreBlocks([], asked([vector()]), SIZES.headDim)).toHaveLength(0);
    expect([...scoreBlocks([block(vector(), 0)], [], SIZES.headDim)]).toEqual([0]);
    const still = { info: block(vector(), 0).info, representative: { levels: new Int8Array(32 * 16), scales: new Float32Array(32) } };
    expect([...scoreBlocks([still], [new Float32Array(16)], SIZES.headDim)]).toEqual([0]);
  });
});
