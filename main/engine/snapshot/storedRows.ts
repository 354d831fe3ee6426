import type { SlotCache } from '../cache/SlotCache.ts';
import { readFloats } from './readFloats.ts';

/** The rows of a cache byte by byte, as it stores them: a row that is saved and loaded again is the same row. */
export interface StoredRows {
  /** names how numbers are stored; rows may go between caches of one format only */
  readonly format: string;
  /** bytes of one row of keys or values */
  readonly rowBytes: number;
  save(part: 'keys' | 'values', layer: number, place: number, bytes: Uint8Array, at: number): void;
  /** @throws RangeError when the bytes are no finite numbers */
  load(part: 'keys' | 'values', layer: number, place: number, bytes: Uint8Array, at: number): void;
}

/** The rows of this cache. */
export function storedRows({ buffers, decoder }: SlotCache): StoredRows {
  const { kvHeads, headDim } = decoder.model;
  const rowBytes = 4 * kvHeads * headDim;
  return {
    format: 'float32',
    rowBytes,
    save(part, layer, place, bytes, at) {
      const row = part === 'keys' ? buffers.readKeys(layer, place) : buffers.readValues(layer, place);
      bytes.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength), at);
    },
    load(part, layer, place, bytes, at) {
      const row = readFloats(bytes, at, kvHeads * headDim);
      if (part === 'keys') buffers.writeKeys(layer, place, row);
      else buffers.writeValues(layer, place, row);
    },
  };
}
