import { dropLowest } from './dropLowest.ts';
import type { Policy } from './Policy.ts';

/** Tokens that must have seen a slot before it is judged: new ones begin with nothing. */
export const GRACE = 16;

/**
 * A slot's score from the attention that went to it: the mass per token that could see it, so that old slots have no
 * advantage, and none before `GRACE` tokens could.
 *
 * @param mass attention summed over the tokens, averaged over heads and layers
 * @param seen tokens that could attend to the slot
 */
export function attentionScore(mass: number, seen: number): number | null {
  return seen < GRACE ? null : mass / seen;
}

/** Keeps the slots that were attended to most (H2O, arXiv 2306.14048). Slots without a score are not judged yet: they stay. */
export const keepHeavyHitters: Policy = (slots, incoming, options) =>
  dropLowest(slots, incoming, options, (index) => slots[index]!.score ?? Infinity);
