import type { SlotCache } from './SlotCache.ts';

/**
 * Forgets every token from this absolute position on, as if it had never been fed. Once tokens were evicted, at least
 * one recent slot must remain before it: the kept slots are anchored there.
 */
export function truncateSlots(cache: SlotCache, position: number): void {
  if (position >= cache.next) return;
  for (const slot of cache.slots) if (slot.position >= position) cache.visible[slot.place] = 0;
  cache.slots = cache.slots.filter((slot) => slot.position < position);
  cache.next = position;
}
