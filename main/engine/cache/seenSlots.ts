import { MEMORY_TURN } from '../../../app/memory/Slot.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Which places a new token sees: those of all slots, but for the tokens that close the system prompt while a memory block
 * goes on with it; the block has closing tokens of its own.
 *
 * @returns `[capacity]`, 1 where a slot is seen
 */
export function seenSlots({ slots, visible, pinned, closing }: SlotCache): Uint8Array {
  if (closing === 0 || !slots.some(({ turn }) => turn === MEMORY_TURN)) return visible;
  const seen = Uint8Array.from(visible);
  for (const { turn, position, place } of slots) {
    if (turn !== MEMORY_TURN && position >= pinned - closing && position < pinned) seen[place] = 0;
  }
  return seen;
}
