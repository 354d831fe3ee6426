import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import { rotateLayers } from '../rope/rotateLayers.ts';
import type { SlotCache } from './SlotCache.ts';

/**
 * Rotates the keys of the slots that must now stand elsewhere than they `stood`. Every rotation starts from the keys as
 * they were first made, at the slot's own position, so errors do not add up.
 *
 * @param stood where each slot's key stands; a slot that is not in it stands at its own position
 */
export function moveKeys(cache: SlotCache, stood: ReadonlyMap<Slot, number>): void {
  const { model } = cache.decoder;
  const stands = ropePositions(cache.slots, cache.next);
  cache.slots.forEach((slot, i) => {
    if (stands[i] === (stood.get(slot) ?? slot.position)) return;
    const first = cache.firstKeys.get(slot) ?? readFirstKeys(cache, slot);
    const moved = rotateLayers(first, stands[i]! - slot.position, model.rope.inverseFrequencies);
    moved.forEach((keys, layer) => cache.buffers.writeKeys(layer, slot.place, keys));
  });
}

function readFirstKeys(cache: SlotCache, slot: Slot): readonly Float32Array[] {
  const { layers } = cache.decoder.model;
  const keys = Array.from({ length: layers }, (_, layer) => cache.buffers.readKeys(layer, slot.place));
  cache.firstKeys.set(slot, keys);
  return keys;
}
