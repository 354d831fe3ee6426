import { pickFrom } from './pickFrom.ts';

/** `count` different elements of a list in random order; the list must have as many. */
export function drawDistinct<T>(random: () => number, list: readonly T[], count: number): T[] {
  const left = [...new Set(list)];
  if (left.length < count) throw new RangeError(`A list of ${left.length} has no ${count} different elements.`);
  return Array.from({ length: count }, () => {
    const chosen = pickFrom(random, left);
    left.splice(left.indexOf(chosen), 1);
    return chosen;
  });
}
