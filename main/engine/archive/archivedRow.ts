import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import { rotateKeys } from '../rope/rotateKeys.ts';

/** A token that leaves the live cache: what it was, and its rows of all layers, `[layers, kvHeads * headDim]`. */
export interface ArchivedRow {
  readonly slot: Pick<Slot, 'token' | 'position' | 'turn'>;
  /** unrotated */
  readonly keys: Float32Array;
  readonly values: Float32Array;
}

/**
 * Copies a slot's keys and values out of the cache, the keys turned back to position 0 from where they were first made:
 * rotations are never chained. Its place may already be given up, but not written to.
 */
export function archivedRow({ decoder, buffers, firstKeys }: SlotCache, slot: Slot): ArchivedRow {
  const { layers, kvHeads, headDim, rope } = decoder.model;
  const width = kvHeads * headDim;
  const [rotated, values] = [new Float32Array(layers * width), new Float32Array(layers * width)];
  const first = firstKeys.get(slot);
  for (let layer = 0; layer < layers; layer++) {
    rotated.set(first?.[layer] ?? buffers.readKeys(layer, slot.place), layer * width);
    values.set(buffers.readValues(layer, slot.place), layer * width);
  }
  // All layers at once, as so many heads: the angles are the same.
  const keys = rotateKeys(rotated, -slot.position, rope.inverseFrequencies);
  return { slot: { token: slot.token, position: slot.position, turn: slot.turn }, keys, values };
}
