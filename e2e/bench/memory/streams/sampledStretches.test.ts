import { expect, test } from 'vitest';
import { sampledStretches } from './sampledStretches.ts';

test('one stretch in each part of the text, at block boundaries, apart from each other, the same for the same seed', () => {
  const plan = { count: 20, tokens: 100_000, length: 1_024, block: 128, from: 512 };
  const starts = sampledStretches(1, plan);
  const part = (plan.tokens - plan.from - 1) / plan.count;
  expect(starts).toHaveLength(20);
  starts.forEach((start, i) => {
    expect(start % plan.block).toBe(0);
    expect(start).toBeGreaterThanOrEqual(plan.from + i * part);
    expect(start + plan.length).toBeLessThanOrEqual(plan.from + (i + 1) * part);
  });
  expect(sampledStretches(1, plan)).toEqual(starts);
  expect(sampledStretches(2, plan)).not.toEqual(starts);
});
