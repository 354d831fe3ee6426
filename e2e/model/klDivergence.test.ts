import { describe, expect, it } from 'vitest';
import { klDivergence } from './klDivergence.ts';

const logitsOf = (...probabilities: number[]): Float32Array => Float32Array.from(probabilities, Math.log);

describe('klDivergence', () => {
  it('agrees with the sum written out', () => {
    const expected = 0.5 * Math.log(0.5 / 0.25) + 0.25 * Math.log(0.25 / 0.25) + 0.25 * Math.log(0.25 / 0.5);
    expect(klDivergence(logitsOf(0.5, 0.25, 0.25), logitsOf(0.25, 0.25, 0.5))).toBeCloseTo(expected, 6);
  });

  it('is zero for logits that differ by a constant, however large', () => {
    expect(klDivergence(Float32Array.of(1, 2, 3), Float32Array.of(1001, 1002, 1003))).toBeCloseTo(0, 9);
  });

  it('is not symmetric', () => {
    const [a, b] = [logitsOf(0.9, 0.1), logitsOf(0.5, 0.5)];
    expect(klDivergence(a, b)).toBeCloseTo(0.368, 3);
    expect(klDivergence(b, a)).toBeCloseTo(0.511, 3);
  });
});
