import { expect, it } from 'vitest';
import { createRandom } from './createRandom.ts';
import { nucleus } from './nucleus.ts';

function kept(probabilities: readonly number[], topP: number): number[] {
  const largest = Math.max(...probabilities);
  const distances = Float64Array.from(probabilities, (p) => Math.log(largest / p));
  return [...nucleus(distances, distances.map((distance) => Math.exp(-distance)), topP)];
}

it('keeps the fewest that reach the line', () => {
  expect(kept([0.1, 0.5, 0.15, 0.25], 0.4)).toEqual([1]);
  expect(kept([0.1, 0.5, 0.15, 0.25], 0.7)).toEqual([1, 3]);
  expect(kept([0.1, 0.5, 0.15, 0.25], 0.8)).toEqual([1, 2, 3]);
  expect(kept([0.1, 0.5, 0.15, 0.25], 0.95)).toEqual([0, 1, 2, 3]);
});

it('of equals keeps those that come first', () => {
  expect(kept([0.25, 0.25, 0.25, 0.25], 0.6)).toEqual([0, 1, 2]);
  expect(kept([1], 0.1)).toEqual([0]);
});

it('agrees with a full sort', () => {
  const random = createRandom(21);
  for (let round = 0; round < 300; round++) {
    const length = 1 + Math.floor(random() * 500);
    const distances = Float64Array.from({ length }, () => Math.floor(random() * 60) / 4);
    distances[Math.floor(random() * distances.length)] = 0;
    const weights = distances.map((distance) => Math.exp(-distance));
    const topP = random() * 0.98 + 0.01;
    const order = Array.from(distances.keys()).toSorted((a, b) => distances[a]! - distances[b]! || a - b);
    const wanted = topP * weights.reduce((a, b) => a + b, 0);
    let sum = 0;
    const end = order.findIndex((i) => (sum += weights[i]!) >= wanted);
    const expected = order.slice(0, end + 1).toSorted((a, b) => a - b);
    const got = [...nucleus(distances, weights, topP)];
    // A sum that meets the line exactly may round either way.
    if (Math.abs(sum - wanted) > 1e-9) expect(got).toEqual(expected);
  }
});
