import { expect, it } from 'vitest';
import { melFilters } from './melFilters.ts';

it('covers the spectrum with triangles of area 1', () => {
  const filters = melFilters(80, 16_000, 400);
  expect(filters).toHaveLength(80);
  const hzPerBin = 40;
  for (const [index, { first, weights }] of filters.entries()) {
    expect(first + weights.length).toBeLessThanOrEqual(201);
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    // Where a triangle is wide against the bins, their sum is its area.
    if (index > 60) expect(weights.reduce((sum, weight) => sum + weight * hzPerBin, 0)).toBeCloseTo(1, 1);
  }
  expect(filters.at(-1)!.first + filters.at(-1)!.weights.length).toBeGreaterThan(199);
});
