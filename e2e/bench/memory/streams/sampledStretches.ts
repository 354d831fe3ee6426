import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';

/**
 * Where stretches of a long text begin that are looked at more closely: one in each of `count` equal parts of it,
 * drawn by a seed, at a multiple of `block` and not before `from`.
 */
export function sampledStretches(
  seed: number,
  { count, tokens, length, block, from }: { count: number; tokens: number; length: number; block: number; from: number },
): number[] {
  const random = createRandom(seed);
  const part = (tokens - from - 1) / count;
  return Array.from({ length: count }, (_, i) => {
    const earliest = from + i * part;
    const start = earliest + random() * Math.max(0, part - length - block);
    return Math.ceil(start / block) * block;
  });
}
