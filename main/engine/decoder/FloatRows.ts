import type { CacheRows, CacheSizes } from './CacheRows.ts';
import { SlotRows } from './SlotRows.ts';

/** A float32 cache, of graphs compiled for comparison with a reference. */
export class FloatRows extends SlotRows<Float32Array> implements CacheRows {
  constructor(sizes: CacheSizes) {
    super(sizes, (length) => new Float32Array(length));
  }
}
