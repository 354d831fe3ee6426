import type { SlotCache } from '../cache/SlotCache.ts';

/** Bytes of a slot's record, by the kind of section it stands in. */
export interface RecordSizes {
  /** per layer keys and values, as the cache stores them */
  readonly rows: number;
  /** per layer keys as first made, in float32, and values as the cache stores them */
  readonly first: number;
}

export function recordSizes(cache: SlotCache): RecordSizes {
  const { layers, kvHeads, headDim } = cache.decoder.model;
  const { rowBytes } = cache.buffers;
  return { rows: layers * 2 * rowBytes, first: layers * (4 * kvHeads * headDim + rowBytes) };
}
