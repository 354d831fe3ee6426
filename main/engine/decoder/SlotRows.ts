import { Tensor } from 'onnxruntime-node';
import type { CacheSizes } from './CacheRows.ts';

/** A row per layer and slot: of each layer [kvHeads, 1, capacity, headDim]. `Numbers` is the type of an element. */
export class SlotRows<Numbers extends Float32Array | Int8Array> {
  readonly #sizes: CacheSizes;
  readonly #create: (length: number) => Numbers;
  #capacity = 0;
  #layers: readonly Numbers[] = [];

  constructor(sizes: CacheSizes, create: (length: number) => Numbers) {
    this.#sizes = sizes;
    this.#create = create;
  }

  get capacity(): number {
    return this.#capacity;
  }

  grow(capacity: number): void {
    const { layers, kvHeads, headDim } = this.#sizes;
    const length = this.#capacity * headDim;
    this.#layers = Array.from({ length: layers }, (_, layer) => {
      const grown = this.#create(kvHeads * capacity * headDim);
      const old = this.#layers[layer];
      if (!old) return grown;
      for (let head = 0; head < kvHeads; head++) {
        grown.set(old.subarray(head * length, (head + 1) * length), head * capacity * headDim);
      }
      return grown;
    });
    this.#capacity = capacity;
  }

  put(layer: number, slot: number, row: Numbers): void {
    const numbers = this.#layers[layer]!;
    const { kvHeads, headDim } = this.#sizes;
    const step = this.#capacity * headDim;
    // A loop: for so few numbers, `set` and `subarray` cost more than they save.
    for (let head = 0, from = 0, to = slot * headDim; head < kvHeads; head++, to += step) {
      for (let at = 0; at < headDim; at++) numbers[to + at] = row[from++]!;
    }
  }

  /** A copy. */
  take(layer: number, slot: number): Float32Array {
    const numbers = this.#layers[layer]!;
    const { kvHeads, headDim } = this.#sizes;
    const row = new Float32Array(kvHeads * headDim);
    for (let head = 0; head < kvHeads; head++) {
      const from = (head * this.#capacity + slot) * headDim;
      row.set(numbers.subarray(from, from + headDim), head * headDim);
    }
    return row;
  }

  /** The inputs `name.i` of the graph, in this memory. They stay valid until the capacity grows. */
  tensors(name: string): Record<string, Tensor> {
    const { kvHeads, headDim } = this.#sizes;
    const shape = [kvHeads, 1, this.#capacity, headDim];
    return Object.fromEntries(this.#layers.map((numbers, layer) => [`${name}.${layer}`, tensor(numbers, shape)]));
  }
}

function tensor(numbers: Float32Array | Int8Array, shape: number[]): Tensor {
  return numbers instanceof Int8Array ? new Tensor('int8', numbers, shape) : new Tensor('float32', numbers, shape);
}
