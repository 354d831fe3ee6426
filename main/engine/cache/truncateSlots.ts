import { isMemory } from '../../../app/memory/isMemory.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Forgets every token from this absolute position on, as if it had never been fed. Once tokens were evicted, at least
 * one recent slot must remain before it: the kept slots are anchored there. The memory block stays.
 */
export function truncateSlots(cache: SlotCache, position: number): void {
  if (position >= cache.next) return;
  cache.slots = cache.slots.filter((slot) => {
    const stays = isMemory(slot) || slot.position < position;
    if (!stays) cache.visible[slot.place] = 0;
    return stays;
  });
  cache.next = position;
}
