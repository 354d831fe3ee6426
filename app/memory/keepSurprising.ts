import { dropLowest } from './dropLowest.ts';
import type { Policy } from './Policy.ts';
import type { Slot } from './Slot.ts';

/** What is left of a token's surprisal after each exchange, a message and its answer (SirLLM's for conversations). */
export const DECAY = 0.9;

/** Neighbours on either side that a surprising token keeps with it, so that a name stays whole. */
const SPAN = 2;

/**
 * Surprising tokens stay longer (SirLLM, arXiv 2405.12528, by the paper's definition: a slot's score is the surprisal
 * -log p(x_j | x_<j) of its token, in nats). A token ranks as the most surprising one of its neighbours. Scores decay
 * with every exchange: by the turn of the slot, so that nothing has to be done per turn. Tokens without a score, those
 * of the template, leave first.
 */
export function keepSurprising(decay = DECAY): Policy {
  return (slots, incoming, options) => {
    const newest = slots.at(-1)?.turn ?? 0;
    const weights = slots.map(({ score, turn }) => (score === null ? -Infinity : score * decay ** ((newest - turn) / 2)));
    return dropLowest(slots, incoming, options, (index) => {
      if (slots[index]!.score === null) return -Infinity;
      let highest = -Infinity;
      for (let near = Math.max(0, index - SPAN); near <= Math.min(slots.length - 1, index + SPAN); near++) {
        if (isInSpan(slots[near]!, slots[index]!)) highest = Math.max(highest, weights[near]!);
      }
      return highest;
    });
  };
}

function isInSpan(near: Slot, slot: Slot): boolean {
  return near.turn === slot.turn && Math.abs(near.position - slot.position) <= SPAN;
}
