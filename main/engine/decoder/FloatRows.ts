import type { Tensor } from 'onnxruntime-node';
import type { CacheRows, CacheSizes } from './CacheRows.ts';
import { readFloats } from './readFloats.ts';
import { SlotRows } from './SlotRows.ts';

/** A float32 cache, of graphs compiled for comparison with a reference. */
export class FloatRows implements CacheRows {
  readonly rowFormat = 'float32';
  readonly rowBytes: number;
  readonly traces = [];
  readonly #width: number;
  readonly #keys: SlotRows<Float32Array>;
  readonly #values: SlotRows<Float32Array>;

  constructor(sizes: CacheSizes) {
    this.#width = sizes.kvHeads * sizes.headDim;
    this.rowBytes = 4 * this.#width;
    this.#keys = new SlotRows(sizes, (length) => new Float32Array(length));
    this.#values = new SlotRows(sizes, (length) => new Float32Array(length));
  }

  get capacity(): number {
    return this.#keys.capacity;
  }

  grow(capacity: number): void {
    this.#keys.grow(capacity);
    this.#values.grow(capacity);
  }

  putKeys(layer: number, slot: number, row: Float32Array): void {
    this.#keys.put(layer, slot, row);
  }

  putValues(layer: number, slot: number, row: Float32Array): void {
    this.#values.put(layer, slot, row);
  }

  takeKeys(layer: number, slot: number): Float32Array {
    return this.#keys.take(layer, slot);
  }

  takeValues(layer: number, slot: number): Float32Array {
    return this.#values.take(layer, slot);
  }

  tensors(): Record<string, Tensor> {
    return { ...this.#keys.tensors('key'), ...this.#values.tensors('value') };
  }

  saveRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void {
    const row = (part === 'keys' ? this.#keys : this.#values).take(layer, slot);
    bytes.set(new Uint8Array(row.buffer), at);
  }

  loadRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void {
    (part === 'keys' ? this.#keys : this.#values).put(layer, slot, readFloats(bytes, at, this.#width));
  }

  loadTraces(traces: readonly number[]): void {
    if (traces.length > 0) throw new RangeError('Rows of floats leave no traces.');
  }
}
