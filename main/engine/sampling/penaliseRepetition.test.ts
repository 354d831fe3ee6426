import { expect, it } from 'vitest';
import { penaliseRepetition } from './penaliseRepetition.ts';

it('divides positive and multiplies negative logits of written tokens, once each', () => {
  const logits = new Float32Array([2, -1, 4, 0]);
  expect([...penaliseRepetition(logits, [0, 1, 1, 0, 3], 2)]).toEqual([1, -2, 4, 0]);
  expect([...logits]).toEqual([2, -1, 4, 0]);
});

it('passes the logits on when it is switched off or nothing was written', () => {
  const logits = new Float32Array([1, 2]);
  expect(penaliseRepetition(logits, [0], 1)).toBe(logits);
  expect(penaliseRepetition(logits, [], 1.3)).toBe(logits);
});

it('passes over tokens outside the vocabulary', () => {
  expect([...penaliseRepetition(new Float32Array([1, 2]), [7], 2)]).toEqual([1, 2]);
});
