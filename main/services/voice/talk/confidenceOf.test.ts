import { expect, it } from 'vitest';
import { confidenceOf } from './confidenceOf.ts';

it.each([
  [[0.5], 0.5],
  [[0.9, 0.4, 0.2], 0.416],
  [[0.9, 0], 0],
  [[], null],
  [[0.9, null], null],
])('%j: %j', (probabilities, expected) => {
  const confidence = confidenceOf(probabilities.map((probability) => ({ probability })));
  if (expected === null) expect(confidence).toBeNull();
  else expect(confidence).toBeCloseTo(expected, 3);
});
