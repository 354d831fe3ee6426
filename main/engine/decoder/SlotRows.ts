import { Tensor } from 'onnxruntime-node';
import type { CacheSizes } from './CacheRows.ts';

/**
 * Rows in the layouts that the graph reads: per layer keys [kvHeads, 1, headDim, capacity], so that a product with the
 * query runs along the slots, and values [kvHeads, 1, capacity, headDim]. `Numbers` is the type of an element.
 */
export class SlotRows<Numbers extends Float32Array | Int8Array> {
  readonly #sizes: CacheSizes;
  readonly #create: (length: number) => Numbers;
  #capacity = 0;
  #keys: readonly Numbers[] = [];
  #values: readonly Numbers[] = [];

  constructor(sizes: CacheSizes, create: (length: number) => Numbers) {
    this.#sizes = sizes;
    this.#create = create;
  }

  get capacity(): number {
    return this.#capacity;
  }

  grow(capacity: number): void {
    const { layers, kvHeads, headDim } = this.#sizes;
    const moved = (old: Numbers | undefined, runs: number, width: number): Numbers => {
      const grown = this.#create(kvHeads * headDim * capacity);
      if (!old) return grown;
      const length = this.#capacity * width;
      for (let run = 0; run < runs; run++) grown.set(old.subarray(run * length, (run + 1) * length), run * capacity * width);
      return grown;
    };
    this.#keys = Array.from({ length: layers }, (_, layer) => moved(this.#keys[layer], kvHeads * headDim, 1));
    this.#values = Array.from({ length: layers }, (_, layer) => moved(this.#values[layer], kvHeads, headDim));
    this.#capacity = capacity;
  }

  putKeys(layer: number, slot: number, row: Numbers): void {
    const keys = this.#keys[layer]!;
    for (let at = 0, place = slot; at < row.length; at++, place += this.#capacity) keys[place] = row[at]!;
  }

  putValues(layer: number, slot: number, row: Numbers): void {
    const values = this.#values[layer]!;
    const { kvHeads, headDim } = this.#sizes;
    for (let head = 0; head < kvHeads; head++) {
      values.set(row.subarray(head * headDim, (head + 1) * headDim), (head * this.#capacity + slot) * headDim);
    }
  }

  takeKeys(layer: number, slot: number): Float32Array {
    const keys = this.#keys[layer]!;
    return Float32Array.from({ length: this.#width }, (_, at) => keys[at * this.#capacity + slot]!);
  }

  takeValues(layer: number, slot: number): Float32Array {
    const values = this.#values[layer]!;
    const { kvHeads, headDim } = this.#sizes;
    const row = new Float32Array(this.#width);
    for (let head = 0; head < kvHeads; head++) {
      const from = (head * this.#capacity + slot) * headDim;
      row.set(values.subarray(from, from + headDim), head * headDim);
    }
    return row;
  }

  tensors(): Record<string, Tensor> {
    const { kvHeads, headDim } = this.#sizes;
    const keys = this.#keys.map((keys, layer) => [`key.${layer}`, tensor(keys, [kvHeads, 1, headDim, this.#capacity])]);
    const values = this.#values.map((values, layer) => [`value.${layer}`, tensor(values, [kvHeads, 1, this.#capacity, headDim])]);
    return Object.fromEntries([...keys, ...values]) as Record<string, Tensor>;
  }

  get #width(): number {
    return this.#sizes.kvHeads * this.#sizes.headDim;
  }
}

function tensor(numbers: Float32Array | Int8Array, shape: number[]): Tensor {
  return numbers instanceof Int8Array ? new Tensor('int8', numbers, shape) : new Tensor('float32', numbers, shape);
}
