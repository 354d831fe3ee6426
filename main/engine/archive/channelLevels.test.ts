import { describe, expect, it } from 'vitest';
import { createRandom } from '../sampling/createRandom.ts';
import { fromChannelLevels, toChannelLevels } from './channelLevels.ts';

const [LAYERS, WIDTH, TOKENS] = [3, 24, 32];

/** Rows as keys are: some channels many times larger than the rest, and one that is always 0. */
function rows(seed: number): Float32Array[] {
  const random = createRandom(seed);
  const size = (at: number) => (at % WIDTH === 5 ? 0 : at % 8 === 0 ? 40 : 0.5);
  return Array.from({ length: TOKENS }, () => Float32Array.from({ length: LAYERS * WIDTH }, (_, at) => (random() - 0.4) * size(at)));
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

describe('int8 levels with a scale per channel', () => {
  it.each([1, 2, 3])('give rows back nearly as they were, small channels, too (%i)', (seed) => {
    const original = rows(seed);
    const levels = toChannelLevels(original, WIDTH);
    const small = (row: Float32Array) => row.filter((_, at) => at % 8 !== 0);
    original.forEach((row, token) => {
      for (let layer = 0; layer < LAYERS; layer++) {
        const part = row.subarray(layer * WIDTH, (layer + 1) * WIDTH);
        const restored = fromChannelLevels(levels, layer, token, WIDTH);
        expect(cosine(part, restored)).toBeGreaterThan(0.9995);
        expect(cosine(small(part), small(restored))).toBeGreaterThan(0.999);
        expect(restored[5]).toBe(0);
      }
    });
  });
});
