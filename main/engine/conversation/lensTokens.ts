import { isMemory } from '../../../app/memory/isMemory.ts';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';
import { createDetokeniser } from '../text/createDetokeniser.ts';

/** `LensToken` has no room for more: no token of a usual vocabulary is longer. */
const MAX_TEXT = 400;

/** The tokens of slots as a person reads them. Control tokens have no text. */
export function lensTokens(slots: readonly Slot[], tokenizer: Pick<Tokenizer, 'tokenBytes'>): LensToken[] {
  let detokeniser = createDetokeniser(tokenizer);
  return slots.map((slot, i) => {
    const { token, region, score } = slot;
    // What was said before a gap has nothing to do with what stands behind it.
    if (i > 0 && !isNext(slots[i - 1]!, slot)) detokeniser = createDetokeniser(tokenizer);
    return { text: detokeniser.push(token).slice(0, MAX_TEXT), region, score };
  });
}

function isNext(before: Slot, slot: Slot): boolean {
  return isMemory(before) === isMemory(slot) && slot.position === before.position + 1;
}
