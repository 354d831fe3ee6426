import { isMemory } from '../../../app/memory/isMemory.ts';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';
import { createDetokeniser } from '../text/createDetokeniser.ts';
import type { LiveConversation } from './LiveConversation.ts';

/** `LensToken` has no room for more: no token of a usual vocabulary is longer. */
const MAX_TEXT = 400;

/** The live cache's tokens as a person reads them, with their scores. Control tokens have no text. */
export function lensView(
  { cache, policy }: Pick<LiveConversation, 'cache' | 'policy'>,
  tokenizer: Pick<Tokenizer, 'tokenBytes'>,
): { tokens: LensToken[] } {
  const { share } = retentionPolicies[policy];
  let detokeniser = createDetokeniser(tokenizer);
  const tokens = cache.slots.map(({ token, region, score }, i, slots) => {
    // What was said before a gap has nothing to do with what stands behind it.
    if (i > 0 && !isNext(slots[i - 1]!, slots[i]!)) detokeniser = createDetokeniser(tokenizer);
    const text = detokeniser.push(token).slice(0, MAX_TEXT);
    return { text, region, score: score === null ? null : share(score) };
  });
  return { tokens };
}

function isNext(before: Slot, slot: Slot): boolean {
  return isMemory(before) === isMemory(slot) && slot.position === before.position + 1;
}
