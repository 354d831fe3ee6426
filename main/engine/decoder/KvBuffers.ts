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
  /** How numbers are stored, and bytes of a row of keys or values: between caches of one format rows go as they are. */
  readonly rowFormat: string;
  readonly rowBytes: number;
  /** Copies the row, as it is stored, into `bytes`. */
  saveRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void;
  /** Puts a row that was saved into a slot. @throws RangeError when the bytes are no finite numbers */
  loadRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void;
  /** What rows that are gone left behind in how those that stay are read: a few numbers, empty for most formats. */
  readonly traces: readonly number[];
  /** Takes over the traces of the cache whose rows were loaded. @throws RangeError when they are of another kind */
  loadTraces(traces: readonly number[]): void;
}
