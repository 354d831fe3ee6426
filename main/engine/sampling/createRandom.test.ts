import { describe, expect, it } from 'vitest';
import { createRandom } from './createRandom.ts';

function draw(random: () => number, count: number): number[] {
  return Array.from({ length: count }, () => random());
}

describe('createRandom', () => {
  it('gives the same numbers for the same seed and stream', () => {
    expect(draw(createRandom(7, 3), 5)).toEqual(draw(createRandom(7, 3), 5));
    expect(draw(createRandom(7, 3), 5)).not.toEqual(draw(createRandom(7, 4), 5));
    expect(draw(createRandom(7, 3), 5)).not.toEqual(draw(createRandom(8, 3), 5));
  });

  it('stays in [0, 1) and is uniform along one stream and across the first numbers of many', () => {
    for (const numbers of [
      draw(createRandom(1), 20_000),
      Array.from({ length: 20_000 }, (_, stream) => createRandom(1, stream)()),
    ]) {
      const buckets = Array.from({ length: 10 }, () => 0);
      for (const number of numbers) {
        expect(number >= 0 && number < 1).toBe(true);
        buckets[Math.floor(number * 10)]!++;
      }
      // 2,000 expected in each, standard deviation 42
      for (const count of buckets) expect(Math.abs(count - 2_000)).toBeLessThan(250);
    }
  });
});
