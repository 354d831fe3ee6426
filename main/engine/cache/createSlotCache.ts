import { keepSinks } from '../../../app/memory/keepSinks.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import type { SlotCache, SlotCacheOptions } from './SlotCache.ts';

/** Slots evicted at a time, unless the budget is small. */
export const EVICTION_BLOCK = 128;

/**
 * An empty cache of at most `budget` slots. By default it keeps sinks, what is pinned and the most recent tokens,
 * evicts 128 at a time (a quarter of a small budget), and always keeps as many recent ones.
 *
 * @param pinned tokens at the beginning of the stream that stay for good
 */
export function createSlotCache(
  decoder: Decoder,
  budget: number,
  pinned = 0,
  options: Partial<SlotCacheOptions> = {},
): SlotCache {
  const block = options.block ?? Math.max(1, Math.min(EVICTION_BLOCK, budget >> 2));
  const buffers = decoder.createBuffers();
  return {
    decoder,
    options: { policy: keepSinks, measure: null, reanchor: true, recentFloor: block, ...options, budget, block },
    buffers,
    slots: [],
    pinned,
    next: 0,
    evicted: 0,
    visible: new Uint8Array(buffers.capacity),
    predicted: null,
    attention: new WeakMap(),
    closing: 0,
    leaving: null,
    firstKeys: new WeakMap(),
  };
}
