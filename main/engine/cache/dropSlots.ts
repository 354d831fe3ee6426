import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Drops every slot that is not among `kept`. A recent slot that loses one behind it is no longer part of an unbroken
 * stretch up to now: it becomes a kept one. The caller moves the keys.
 */
export function dropSlots(cache: SlotCache, kept: readonly Slot[]): void {
  const staying = new Set(kept);
  cache.leaving?.(cache.slots.filter((slot) => !staying.has(slot)));
  let newestGone = -Infinity;
  for (const slot of cache.slots) {
    if (staying.has(slot)) continue;
    cache.visible[slot.place] = 0;
    cache.evicted++;
    newestGone = Math.max(newestGone, slot.position);
  }
  for (const slot of kept) if (slot.region === 'recent' && slot.position < newestGone) slot.region = 'kept';
  cache.slots = [...kept];
}
