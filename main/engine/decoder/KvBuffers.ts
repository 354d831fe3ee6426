/**
 * Keys and values of a conversation: per layer one row per slot, `kvHeads * headDim` floats, the heads side by side.
 * Slots are places: nothing moves when one is freed, and order is carried by rope positions alone. Keys are rotated.
 */
export interface KvBuffers {
  /** slots there is room for */
  readonly capacity: number;
  /** Makes room for at least so many slots, in steps of 128, and keeps what is there. */
  ensureCapacity(slots: number): void;
  /** A copy of the row. */
  readKeys(layer: number, slot: number): Float32Array;
  writeKeys(layer: number, slot: number, keys: Float32Array): void;
  readValues(layer: number, slot: number): Float32Array;
  writeValues(layer: number, slot: number, values: Float32Array): void;
}
