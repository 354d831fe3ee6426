import { describe, expect, it } from 'vitest';
import { createRandom } from '../sampling/createRandom.ts';
import { rotateKeys } from './rotateKeys.ts';

const HEAD_DIM = 64;
const HEADS = 3;
const frequencies = Array.from({ length: HEAD_DIM / 2 }, (_, i) => 100_000 ** (-2 * i / HEAD_DIM));

function randomKeys(seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: HEADS * HEAD_DIM }, () => random() * 4 - 2);
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

describe('rotateKeys', () => {
  it('turns each pair by position times frequency', () => {
    const turned = rotateKeys(new Float32Array([1, 0, 0, 1]), 1, [Math.PI / 2, Math.PI]);
    // pair (1, 0) by a quarter turn, pair (0, 1) by a half turn
    expect([...turned].map((value) => Math.round(value * 1e6) / 1e6 + 0)).toEqual([0, 0, 1, -1]);
  });

  it('goes anywhere in two steps as in one', () => {
    const keys = randomKeys(1);
    for (const [a, b] of [[5, 900], [-3, 70_000], [1_000_000, -999_000]] as const) {
      const twice = rotateKeys(rotateKeys(keys, a, frequencies), b, frequencies);
      expect(largestDifference(twice, rotateKeys(keys, a + b, frequencies))).toBeLessThan(1e-5);
    }
  });

  it('comes back to where it began', () => {
    const keys = randomKeys(2);
    const there = rotateKeys(keys, 4_000_000, frequencies);
    expect(largestDifference(rotateKeys(there, -4_000_000, frequencies), keys)).toBeLessThan(1e-5);
  });

  it('keeps the dot product of two keys when both move', () => {
    const a = randomKeys(3);
    const b = randomKeys(4);
    const moved = dot(rotateKeys(a, 3_000_000, frequencies), rotateKeys(b, 3_000_000, frequencies));
    expect(Math.abs(moved - dot(a, b))).toBeLessThan(1e-4);
  });

  it('does not change its argument', () => {
    const keys = randomKeys(5);
    const before = keys.slice();
    rotateKeys(keys, 12, frequencies);
    expect(keys).toEqual(before);
  });
});
