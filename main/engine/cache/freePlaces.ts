import type { SlotCache } from './SlotCache.ts';

/**
 * `count` places that hold no slot, with room made for them: low places are used again first, so that capacity grows
 * late.
 */
export function freePlaces(cache: SlotCache, count: number): Int32Array {
  const { buffers, options, slots } = cache;
  buffers.ensureCapacity(Math.min(slots.length + count, options.budget));
  if (cache.visible.length < buffers.capacity) {
    const grown = new Uint8Array(buffers.capacity);
    grown.set(cache.visible);
    cache.visible = grown;
  }
  const places = new Int32Array(count);
  let found = 0;
  for (let place = 0; found < count; place++) if (cache.visible[place] === 0) places[found++] = place;
  return places;
}
