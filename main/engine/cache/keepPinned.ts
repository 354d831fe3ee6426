import { moveKeys } from './moveKeys.ts';
import type { SlotCache } from './SlotCache.ts';
import { truncateSlots } from './truncateSlots.ts';

/** Forgets everything but what is pinned, which returns to where it first stood: the beginning of a fresh build. */
export function keepPinned(cache: SlotCache): void {
  const before = cache.slots;
  truncateSlots(cache, cache.pinned);
  cache.evicted = 0;
  moveKeys(cache, before);
}
