import { expect, it } from 'vitest';
import { hadamard, hadamardSize } from './hadamard.ts';

it('takes the largest power of two that divides the width, and no more than 64', () => {
  expect([1536, 576, 128, 96, 32, 36, 7].map(hadamardSize)).toEqual([64, 64, 64, 32, 32, 4, 1]);
});

it('is the matrix of Walsh and Hadamard over its root', () => {
  const identity = Float32Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0));
  const signs = [1, 1, 1, 1, 1, -1, 1, -1, 1, 1, -1, -1, 1, -1, -1, 1];
  hadamard(identity, 4).forEach((value, at) => expect(value).toBeCloseTo(signs[at]! / 2, 6));
});

it('is its own inverse, keeps products, and spreads what stands alone', () => {
  const a = Float32Array.from({ length: 128 }, (_, at) => (at === 70 ? 100 : Math.sin(at)));
  const b = Float32Array.from({ length: 128 }, (_, at) => Math.cos(3 * at));
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
  const [rotatedA, rotatedB] = [hadamard(a.slice(), 64), hadamard(b.slice(), 64)];
  expect(dot(rotatedA, rotatedB)).toBeCloseTo(dot(a, b), 3);
  expect(Math.max(...rotatedA.map(Math.abs))).toBeLessThan(20);
  hadamard(rotatedA, 64).forEach((value, at) => expect(value).toBeCloseTo(a[at]!, 4));
});

it('leaves runs of one number as they are', () => {
  expect([...hadamard(Float32Array.of(3, 4, 5), 1)]).toEqual([3, 4, 5]);
});
