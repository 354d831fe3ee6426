import { isMemory } from '../../../app/memory/isMemory.ts';
import { moveKeys } from './moveKeys.ts';
import type { SlotCache } from './SlotCache.ts';
import { standing } from './standing.ts';
import { truncateSlots } from './truncateSlots.ts';

/**
 * Forgets everything but what is pinned in the stream, which returns to where it first stood: the beginning of a fresh
 * build. The memory block goes, too.
 */
export function keepPinned(cache: SlotCache): void {
  const stood = standing(cache);
  for (const slot of cache.slots) if (isMemory(slot)) cache.visible[slot.place] = 0;
  cache.slots = cache.slots.filter((slot) => !isMemory(slot));
  truncateSlots(cache, cache.pinned);
  cache.evicted = 0;
  moveKeys(cache, stood);
}
