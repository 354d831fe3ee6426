import { dropLowest } from './dropLowest.ts';
import type { Policy } from './Policy.ts';

/**
 * Keeps the slots whose keys are least like the others (KeyDiff, arXiv 2504.15364). A slot's score is 0 for a key that
 * points where the mean of all does, 1 for the opposite.
 */
export const keepDiverseKeys: Policy = (slots, incoming, options) =>
  dropLowest(slots, incoming, options, (index) => slots[index]!.score ?? -Infinity);
