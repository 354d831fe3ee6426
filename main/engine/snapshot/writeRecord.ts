import type { Slot } from '../../../app/memory/Slot.ts';
import type { SlotCache } from '../cache/SlotCache.ts';

/** Copies a live slot's rows into a record, the keys as they were first made where the slot was re-anchored since. */
export function writeRecord(cache: SlotCache, slot: Slot, bytes: Uint8Array, at: number): void {
  const { buffers } = cache;
  const first = cache.firstKeys.get(slot);
  for (let layer = 0; layer < cache.decoder.model.layers; layer++) {
    const keys = first?.[layer];
    if (keys === undefined) {
      buffers.saveRow('keys', layer, slot.place, bytes, at);
      at += buffers.rowBytes;
    } else {
      bytes.set(new Uint8Array(keys.buffer, keys.byteOffset, keys.byteLength), at);
      at += keys.byteLength;
    }
    buffers.saveRow('values', layer, slot.place, bytes, at);
    at += buffers.rowBytes;
  }
}
