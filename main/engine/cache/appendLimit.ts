import type { SlotCache } from './SlotCache.ts';

/**
 * How many tokens may be appended at once. Never more than there is room for, and a block when the cache is full:
 * eviction then happens at the same tokens of the stream however the stream is cut into chunks.
 */
export function appendLimit(cache: SlotCache): number {
  const room = cache.options.budget - cache.slots.length;
  return room > 0 ? room : cache.options.block;
}
