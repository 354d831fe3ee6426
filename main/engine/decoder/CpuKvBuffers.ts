import { Tensor } from 'onnxruntime-node';
import { attentionMask, visibleSlots } from './attentionMask.ts';
import { ByteRows } from './ByteRows.ts';
import type { CacheRows, CacheSizes } from './CacheRows.ts';
import { FloatRows } from './FloatRows.ts';
import type { KvBuffers } from './KvBuffers.ts';

/** Unused capacity is read and masked on every step, so it is kept small. */
const CAPACITY_STEP = 128;

/** What the graph was compiled for: float32 rows, or int8 ones with levels up to the largest. */
export type CacheElements = { readonly type: 'float32' } | { readonly type: 'int8'; readonly largest: 63 | 127 };

/** A cache in this process's memory. */
export class CpuKvBuffers implements KvBuffers {
  readonly #sizes: CacheSizes;
  readonly #type: CacheElements['type'];
  readonly #rows: CacheRows;
  #tensors: Record<string, Tensor> = {};

  constructor(sizes: CacheSizes, elements: CacheElements) {
    this.#sizes = sizes;
    this.#type = elements.type;
    this.#rows = elements.type === 'int8' ? new ByteRows(sizes, elements.largest) : new FloatRows(sizes);
    this.ensureCapacity(1);
  }

  get capacity(): number {
    return this.#rows.capacity;
  }

  ensureCapacity(slots: number): void {
    if (slots <= this.capacity) return;
    this.#rows.grow(Math.ceil(slots / CAPACITY_STEP) * CAPACITY_STEP);
    this.#tensors = this.#rows.tensors();
    if (this.#type === 'int8') this.#tensors['widths'] = new Tensor('int64', BigInt64Array.of(BigInt(this.capacity), 1n), [2]);
  }

  readKeys(layer: number, slot: number): Float32Array {
    this.#check(layer, slot);
    return this.#rows.takeKeys(layer, slot);
  }

  writeKeys(layer: number, slot: number, keys: Float32Array): void {
    this.#check(layer, slot, keys);
    this.#rows.putKeys(layer, slot, keys);
  }

  readValues(layer: number, slot: number): Float32Array {
    this.#check(layer, slot);
    return this.#rows.takeValues(layer, slot);
  }

  writeValues(layer: number, slot: number, values: Float32Array): void {
    this.#check(layer, slot, values);
    this.#rows.putValues(layer, slot, values);
  }

  get rowFormat(): string {
    return this.#rows.rowFormat;
  }

  get rowBytes(): number {
    return this.#rows.rowBytes;
  }

  saveRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void {
    this.#check(layer, slot);
    this.#rows.saveRow(part, layer, slot, bytes, at);
  }

  loadRow(part: 'keys' | 'values', layer: number, slot: number, bytes: Uint8Array, at: number): void {
    this.#check(layer, slot);
    this.#rows.loadRow(part, layer, slot, bytes, at);
  }

  get traces(): readonly number[] {
    return this.#rows.traces;
  }

  loadTraces(traces: readonly number[]): void {
    this.#rows.loadTraces(traces);
  }

  /** The inputs of the graph that stand for the cache, for `count` new tokens that see the slots of `visible`. */
  feeds(count: number, visible: Uint8Array): Record<string, Tensor> {
    const { capacity } = this;
    const single = count === 1 && this.#type === 'int8';
    const mask = single
      ? new Tensor('float32', new Float32Array(1), [1, 1])
      : new Tensor('float32', attentionMask(visible, capacity, count), [count, capacity + count]);
    if (this.#type === 'float32') return { ...this.#tensors, mask };
    return {
      ...this.#tensors,
      mask,
      single: new Tensor('bool', Uint8Array.of(single ? 1 : 0), [1]),
      visible: new Tensor('float32', visibleSlots(visible, capacity), [capacity]),
    };
  }

  /** Puts the new rows that a run gave, [layers, slots, kvHeads * headDim], into their slots. */
  keep(slots: Int32Array, keys: Float32Array, values: Float32Array): void {
    const { layers, kvHeads, headDim } = this.#sizes;
    const width = kvHeads * headDim;
    for (let layer = 0, from = 0; layer < layers; layer++) {
      for (let index = 0; index < slots.length; index++, from += width) {
        this.#rows.putKeys(layer, slots[index]!, keys.subarray(from, from + width));
        this.#rows.putValues(layer, slots[index]!, values.subarray(from, from + width));
      }
    }
  }

  #check(layer: number, slot: number, row?: Float32Array): void {
    const { layers, kvHeads, headDim } = this.#sizes;
    if (!(layer >= 0 && layer < layers && slot >= 0 && slot < this.capacity)) {
      throw new RangeError(`There is no slot ${slot} in layer ${layer}.`);
    }
    if (row && row.length !== kvHeads * headDim) throw new RangeError(`A row has ${kvHeads * headDim} numbers, not ${row.length}.`);
  }
}
