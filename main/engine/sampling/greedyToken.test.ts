import { expect, it } from 'vitest';
import { greedyToken } from './greedyToken.ts';

it('takes the first of the largest', () => {
  expect(greedyToken(new Float32Array([1, 5, 5, 2]))).toBe(1);
  expect(greedyToken(new Float32Array([NaN, -3, -2]))).toBe(2);
});

it('refuses logits without a finite number', () => {
  for (const logits of [[NaN, NaN], [-Infinity], [1, Infinity], []]) {
    expect(() => greedyToken(new Float32Array(logits))).toThrow(expect.objectContaining({ code: 'internal' }));
  }
});
