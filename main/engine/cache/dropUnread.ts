import { moveKeys } from './moveKeys.ts';
import type { SlotCache } from './SlotCache.ts';
import { standing } from './standing.ts';

/** Gives up the slots that were made for a memory block and not read: what was read of it stays. */
export function dropUnread(cache: SlotCache): void {
  const stood = standing(cache);
  cache.slots = cache.slots.filter((slot) => cache.visible[slot.place] === 1);
  moveKeys(cache, stood);
}
