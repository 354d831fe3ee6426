import { describe, expect, it } from 'vitest';
import { createRandom } from './createRandom.ts';
import { sampleToken } from './sampleToken.ts';

const plain = { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1 };

/** Logits of these probabilities. */
function logitsOf(...probabilities: number[]): Float32Array {
  return Float32Array.from(probabilities, (p) => Math.log(p));
}

/** Which token each of 1,000 evenly spread draws gives, as shares per mille. */
function shares(logits: Float32Array, sampling: typeof plain): number[] {
  const counts = Array.from(logits, () => 0);
  for (let i = 0; i < 1_000; i++) counts[sampleToken(logits, sampling, [], (i + 0.5) / 1_000)]!++;
  return counts;
}

const four = logitsOf(0.5, 0.3, 0.15, 0.05);

describe('sampleToken', () => {
  it('is greedy at temperature 0, whatever the draw', () => {
    for (const uniform of [0, 0.5, 0.999]) expect(sampleToken(four, { ...plain, temperature: 0 }, [], uniform)).toBe(0);
  });

  it('draws in proportion to the probabilities', () => {
    expect(shares(four, plain)).toEqual([500, 300, 150, 50]);
  });

  it('sharpens with a low temperature: 1/2 squares the probabilities', () => {
    // 0.25 : 0.09 : 0.0225 : 0.0025 of 0.365
    expect(shares(four, { ...plain, temperature: 0.5 })).toEqual([685, 247, 61, 7]);
  });

  it('top-k keeps the k likeliest, in their proportion', () => {
    expect(shares(four, { ...plain, topK: 2 })).toEqual([625, 375, 0, 0]);
    expect(shares(four, { ...plain, topK: 1 })).toEqual([1_000, 0, 0, 0]);
    expect(shares(four, { ...plain, topK: 900 })).toEqual([500, 300, 150, 50]);
  });

  it('top-p keeps the fewest that reach p, the one that crosses it included', () => {
    expect(shares(four, { ...plain, topP: 0.79 })).toEqual([625, 375, 0, 0]);
    expect(shares(four, { ...plain, topP: 0.81 })).toEqual([526, 316, 158, 0]);
    expect(shares(four, { ...plain, topP: 0.01 })).toEqual([1_000, 0, 0, 0]);
  });

  it('top-p is measured on what top-k left', () => {
    // of 0.5 and 0.3 the first is 0.625
    expect(shares(four, { ...plain, topK: 2, topP: 0.6 })).toEqual([1_000, 0, 0, 0]);
  });

  it('min-p keeps what is at least that many times as likely as the likeliest', () => {
    expect(shares(four, { ...plain, minP: 0.29 })).toEqual([526, 316, 158, 0]);
    expect(shares(four, { ...plain, minP: 1 })).toEqual([1_000, 0, 0, 0]);
  });

  it('penalises what was written before anything else', () => {
    const logits = new Float32Array([3, 2, -1]);
    expect(sampleToken(logits, { ...plain, temperature: 0, repetitionPenalty: 2 }, [0], 0)).toBe(1);
  });

  it('is exact over a large vocabulary: same draw as from the whole sorted distribution', () => {
    const random = createRandom(5);
    for (const spread of [1, 6, 40]) {
      const logits = Float32Array.from({ length: 49_152 }, () => (random() - 0.5) * spread);
      const order = Array.from(logits.keys()).toSorted((a, b) => logits[b]! - logits[a]! || a - b);
      const weigh = (token: number) => Math.exp((logits[token]! - logits[order[0]!]!) / 0.8);
      const total = order.reduce((sum, token) => sum + weigh(token), 0);
      let sum = 0;
      const end = order.findIndex((token) => (sum += weigh(token)) >= 0.9 * total);
      const kept = order.slice(0, end + 1).toSorted((a, b) => a - b);
      for (const uniform of [0, 0.3, 0.77, 0.9999]) {
        let left = uniform * sum;
        const expected = kept.find((token) => (left -= weigh(token)) < 0);
        expect(sampleToken(logits, { ...plain, temperature: 0.8, topP: 0.9 }, [], uniform)).toBe(expected);
      }
    }
  });

  it('leaves the logits alone', () => {
    const logits = four.slice();
    sampleToken(logits, { temperature: 0.7, topK: 3, topP: 0.9, minP: 0.1, repetitionPenalty: 1.2 }, [0, 1], 0.4);
    expect(logits).toEqual(four);
  });
});
