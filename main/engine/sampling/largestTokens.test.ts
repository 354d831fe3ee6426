import { expect, it } from 'vitest';
import { createRandom } from './createRandom.ts';
import { largestTokens } from './largestTokens.ts';

it('finds the same tokens as a full sort, equals in the order of their ids', () => {
  const random = createRandom(11);
  for (let round = 0; round < 200; round++) {
    const size = 1 + Math.floor(random() * 3_000);
    // few distinct values, so that there are many equals
    const logits = Float32Array.from({ length: size }, () => Math.floor(random() * 40));
    const count = 1 + Math.floor(random() * Math.min(size, 50));
    const all = Array.from(logits.keys()).toSorted((a, b) => logits[b]! - logits[a]! || a - b);
    expect(largestTokens(logits, count)).toEqual(all.slice(0, count));
  }
});

it('takes all when all are asked for', () => {
  expect(largestTokens(new Float32Array([1, 3, 2]), 3)).toEqual([1, 2, 0]);
});
