import { isMemory } from '../../../app/memory/isMemory.ts';
import { seenSlots } from './seenSlots.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Runs the model over the next `count` slots that `reserveMemory` made. They see what stands before them, that is what
 * is pinned and the block itself, and nothing of the conversation: so they say the same wherever they are put in.
 */
export async function readMemory(cache: SlotCache, count: number): Promise<void> {
  const { slots, visible } = cache;
  const first = slots.findIndex((slot) => isMemory(slot) && visible[slot.place] === 0);
  const reading = slots.slice(first, first + count);
  const seen = Uint8Array.from(seenSlots(cache));
  for (const slot of slots.slice(first)) seen[slot.place] = 0;
  await cache.decoder.run(cache.buffers, {
    tokens: Int32Array.from(reading, (slot) => slot.token),
    positions: Float64Array.from(reading, (slot) => slot.position),
    slots: Int32Array.from(reading, (slot) => slot.place),
    visible: seen,
    logits: 'none',
  });
  for (const slot of reading) visible[slot.place] = 1;
}
