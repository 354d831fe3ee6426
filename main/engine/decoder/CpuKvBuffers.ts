import { Tensor } from 'onnxruntime-node';
import { MAX_STEP } from './Decoder.ts';
import type { KvBuffers } from './KvBuffers.ts';

/** Unused capacity is read and masked on every step, so it is kept small. */
const CAPACITY_STEP = 128;

interface Sizes {
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/** The tensors of a step of S tokens. */
export interface StepTensors {
  /** `key.i`, `value.i`: all slots, then S rows for the new tokens */
  readonly feeds: Record<string, Tensor>;
  /** `new_key.i`, `new_value.i`: those S rows, in the same memory */
  readonly fetches: Record<string, Tensor>;
  /** slots and new rows together: the T of the graph */
  readonly rows: number;
}

/**
 * A cache in this process's memory. Behind the slots of each layer lie `MAX_STEP` rows that the graph writes new rows
 * to and reads them from in the same run; `keep` copies them to their slots.
 */
export class CpuKvBuffers implements KvBuffers {
  readonly #sizes: Sizes;
  readonly #rowSize: number;
  #capacity = 0;
  #keys: Float32Array[] = [];
  #values: Float32Array[] = [];
  /** by the number of new tokens; one token after another is the case that must be fast */
  readonly #tensors = new Map<number, StepTensors>();

  constructor(sizes: Sizes) {
    this.#sizes = sizes;
    this.#rowSize = sizes.kvHeads * sizes.headDim;
    this.ensureCapacity(CAPACITY_STEP);
  }

  get capacity(): number {
    return this.#capacity;
  }

  ensureCapacity(slots: number): void {
    if (slots <= this.#capacity) return;
    const used = this.#capacity * this.#rowSize;
    this.#capacity = Math.ceil(slots / CAPACITY_STEP) * CAPACITY_STEP;
    const length = (this.#capacity + MAX_STEP) * this.#rowSize;
    const grown = (old: Float32Array | undefined): Float32Array => {
      const rows = new Float32Array(length);
      if (old) rows.set(old.subarray(0, used));
      return rows;
    };
    this.#keys = Array.from({ length: this.#sizes.layers }, (_, layer) => grown(this.#keys[layer]));
    this.#values = Array.from({ length: this.#sizes.layers }, (_, layer) => grown(this.#values[layer]));
    this.#tensors.clear();
  }

  readKeys(layer: number, slot: number): Float32Array {
    return this.#row(this.#keys, layer, slot).slice();
  }

  writeKeys(layer: number, slot: number, keys: Float32Array): void {
    this.#row(this.#keys, layer, slot).set(keys);
  }

  readValues(layer: number, slot: number): Float32Array {
    return this.#row(this.#values, layer, slot).slice();
  }

  writeValues(layer: number, slot: number, values: Float32Array): void {
    this.#row(this.#values, layer, slot).set(values);
  }

  /** The tensors for `count` new tokens. They stay valid until the capacity grows. */
  tensors(count: number): StepTensors {
    const known = this.#tensors.get(count);
    if (known) return known;
    const { layers, kvHeads, headDim } = this.#sizes;
    const rows = this.#capacity + count;
    const [from, to] = [this.#capacity * this.#rowSize, rows * this.#rowSize];
    const all = (memory: Float32Array) => new Tensor('float32', memory.subarray(0, to), [rows, kvHeads, 1, headDim]);
    const added = (memory: Float32Array) => new Tensor('float32', memory.subarray(from, to), [1, count, this.#rowSize]);
    const feeds: Record<string, Tensor> = {};
    const fetches: Record<string, Tensor> = {};
    for (let layer = 0; layer < layers; layer++) {
      feeds[`key.${layer}`] = all(this.#keys[layer]!);
      feeds[`value.${layer}`] = all(this.#values[layer]!);
      fetches[`new_key.${layer}`] = added(this.#keys[layer]!);
      fetches[`new_value.${layer}`] = added(this.#values[layer]!);
    }
    const made = { feeds, fetches, rows };
    // Sizes other than one come and go with the length of prompts.
    for (const size of this.#tensors.keys()) if (size !== 1) this.#tensors.delete(size);
    this.#tensors.set(count, made);
    return made;
  }

  /** Copies the new rows of the last run to `slots`. */
  keep(slots: Int32Array): void {
    for (const memory of [...this.#keys, ...this.#values]) {
      for (let index = 0; index < slots.length; index++) {
        const from = (this.#capacity + index) * this.#rowSize;
        memory.copyWithin(slots[index]! * this.#rowSize, from, from + this.#rowSize);
      }
    }
  }

  #row(memory: readonly Float32Array[], layer: number, slot: number): Float32Array {
    const rows = memory[layer];
    if (!rows || !(slot >= 0 && slot < this.#capacity)) throw new RangeError(`There is no slot ${slot} in layer ${layer}.`);
    return rows.subarray(slot * this.#rowSize, (slot + 1) * this.#rowSize);
  }
}
