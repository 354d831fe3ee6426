import { expect, it } from 'vitest';
import { createLossMeter } from './createLossMeter.ts';

it('gives the inverse of the geometric mean of the probabilities', () => {
  const meter = createLossMeter();
  const logits = Float32Array.from([0.5, 0.25, 0.125, 0.125], (p) => Math.log(p) + 300);
  meter.add(logits, 0, 10);
  meter.add(logits, 3, 20);
  const { perplexity, tokens, meanContext } = meter.read();
  // 1 / sqrt(1/2 * 1/8)
  expect(perplexity).toBeCloseTo(4, 3);
  expect(tokens).toBe(2);
  expect(meanContext).toBe(15);
});
