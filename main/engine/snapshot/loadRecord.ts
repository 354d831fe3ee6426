import type { SlotCache } from '../cache/SlotCache.ts';
import { readFloats } from '../decoder/readFloats.ts';
import type { RecordSizes } from './recordSizes.ts';

/**
 * Puts a record's rows into a place of the cache, the keys where they were first made.
 *
 * @returns the keys as first made, in float32, one array per layer, of a record that holds them so; else null
 * @throws RangeError when the bytes are no finite numbers
 */
export function loadRecord(
  cache: SlotCache,
  kind: keyof RecordSizes,
  place: number,
  bytes: Uint8Array,
): readonly Float32Array[] | null {
  const { layers, kvHeads, headDim } = cache.decoder.model;
  const { buffers } = cache;
  const first: Float32Array[] = [];
  let at = 0;
  for (let layer = 0; layer < layers; layer++) {
    if (kind === 'first') {
      const keys = readFloats(bytes, at, kvHeads * headDim);
      first.push(keys);
      at += keys.byteLength;
    } else {
      buffers.loadRow('keys', layer, place, bytes, at);
      at += buffers.rowBytes;
    }
    buffers.loadRow('values', layer, place, bytes, at);
    at += buffers.rowBytes;
  }
  return kind === 'first' ? first : null;
}
