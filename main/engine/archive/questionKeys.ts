import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import { rotateKeys } from '../rope/rotateKeys.ts';
import { searchLayer } from './searchLayer.ts';

/** Keys of a question's tokens, which stand in the cache, in the layer that is searched: `[kvHeads * headDim]` each, unrotated. */
export function questionKeys({ decoder, buffers, firstKeys }: SlotCache, slots: readonly Slot[]): Float32Array[] {
  const { layers, rope } = decoder.model;
  const layer = searchLayer(layers);
  return slots.map((slot) => {
    const rotated = firstKeys.get(slot)?.[layer] ?? buffers.readKeys(layer, slot.place);
    return rotateKeys(rotated, -slot.position, rope.inverseFrequencies);
  });
}
