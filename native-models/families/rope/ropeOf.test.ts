import { describe, expect, it } from 'vitest';
import { checkRope } from './checkRope.ts';
import { ropeOf, yarnAttentionFactor } from './ropeOf.ts';

/** How far a pair lies between 0.3010 and 2.3010. */
const way = (pair: number) => (pair - Math.log10(2)) / 2;

const close = (actual: Float64Array, expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((value, pair) => expect(actual[pair]! / value, `pair ${pair}`).toBeCloseTo(1, 12));
};

describe('frequencies, worked out by hand', () => {
  it('default: powers of the base', () => {
    const { inverseFrequencies, attentionFactor } = ropeOf(8, 10_000, { type: 'default' });
    close(inverseFrequencies, [1, 0.1, 0.01, 0.001]);
    expect(attentionFactor).toBe(1);
  });

  it('linear: all of them divided', () => {
    close(ropeOf(8, 10_000, { type: 'linear', factor: 4 }).inverseFrequencies, [0.25, 0.025, 0.0025, 0.00025]);
  });

  it('divisors: each divided by its own', () => {
    const divisors = Float32Array.of(1, 2, 4, 8);
    close(ropeOf(8, 10_000, { type: 'divisors', divisors }).inverseFrequencies, [1, 0.05, 0.0025, 0.000125]);
  });

  it('llama3: short waves kept, long ones divided, those between mixed', () => {
    const settings = { type: 'llama3', factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4 } as const;
    // Turns within 200 pi positions: 100, 10, 1, 0.1. Kept above 4, divided by 8 from 1 down.
    const wide = ropeOf(8, 10_000, { ...settings, originalPositions: 200 * Math.PI });
    close(wide.inverseFrequencies, [1, 0.1, 0.01 / 8, 0.001 / 8]);
    // Turns within 50 pi: 25, 2.5, 0.25, 0.025. The second lies halfway between 1 and 4: half of it divided by 8.
    const narrow = ropeOf(8, 10_000, { ...settings, originalPositions: 50 * Math.PI });
    close(narrow.inverseFrequencies, [1, 0.05 / 8 + 0.05, 0.01 / 8, 0.001 / 8]);
  });

  describe('yarn', () => {
    // The base is 10^4 and the head 8 wide: pair(turns) = log10(positions / (2 pi turns)).
    const settings = { type: 'yarn', factor: 4, betaFast: 10, betaSlow: 0.1, truncate: true, attentionFactor: 1.25 } as const;
    it('keeps pairs before that of betaFast, divides those behind that of betaSlow, mixes between', () => {
      // pair(10) = 0, pair(0.1) = 2, so a half of pair 1 is divided by 4.
      const rope = ropeOf(8, 10_000, { ...settings, originalPositions: 20 * Math.PI, truncate: false });
      close(rope.inverseFrequencies, [1, 0.1 * (0.5 / 4 + 0.5), 0.0025, 0.00025]);
      expect(rope.attentionFactor).toBe(1.25);
    });
    it('goes to whole pairs outwards, unless it is told not to', () => {
      // pair(10) = 0.3010, pair(0.1) = 2.3010: from 0 to 3 whole, so pairs 1 and 2 are a third and two thirds of the way.
      const originalPositions = 40 * Math.PI;
      close(ropeOf(8, 10_000, { ...settings, originalPositions }).inverseFrequencies, [
        1, 0.1 * (2 / 3 + 1 / 12), 0.01 * (1 / 3 + 2 / 12), 0.00025,
      ]);
      close(ropeOf(8, 10_000, { ...settings, originalPositions, truncate: false }).inverseFrequencies, [
        1, 0.1 * (1 - way(1) * 0.75), 0.01 * (1 - way(2) * 0.75), 0.00025,
      ]);
    });
    it('has a step where both betas meet', () => {
      const rope = ropeOf(8, 10_000, { ...settings, originalPositions: 200 * Math.PI, betaFast: 10, betaSlow: 10, truncate: false });
      close(rope.inverseFrequencies, [1, 0.1, 0.0025, 0.00025]);
    });
  });
});

it('derives the factor of attention from that of yarn', () => {
  expect(yarnAttentionFactor(1)).toBe(1);
  expect(yarnAttentionFactor(0.5)).toBe(1);
  expect(yarnAttentionFactor(Math.exp(10))).toBeCloseTo(2, 12);
  expect(yarnAttentionFactor(Math.exp(10), 3)).toBeCloseTo(4, 12);
});

it('passes a usable rope on, and refuses one that would give no numbers', () => {
  const sound = ropeOf(8, 10_000, { type: 'default' });
  expect(checkRope(sound, 'config.json')).toBe(sound);
  for (const frequency of [Number.NaN, 0, -1, 4, 1e307, Infinity]) {
    const rope = { inverseFrequencies: Float64Array.of(1, frequency), attentionFactor: 1 };
    expect(() => checkRope(rope, 'config.json')).toThrow('no usable frequencies');
  }
  for (const attentionFactor of [Number.NaN, 0, -1, Infinity]) {
    expect(() => checkRope({ ...sound, attentionFactor }, 'config.json')).toThrow(`the attention factor ${attentionFactor}`);
  }
});
