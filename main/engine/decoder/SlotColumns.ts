import { Tensor } from 'onnxruntime-node';
import type { CacheSizes } from './CacheRows.ts';

/** The same as `SlotRows` transposed, a column per slot: of each layer [kvHeads, 1, headDim, capacity], int8. */
export class SlotColumns {
  readonly #sizes: CacheSizes;
  #capacity = 0;
  #layers: readonly Int8Array[] = [];

  constructor(sizes: CacheSizes) {
    this.#sizes = sizes;
  }

  grow(capacity: number): void {
    const { layers, kvHeads, headDim } = this.#sizes;
    this.#layers = Array.from({ length: layers }, (_, layer) => {
      const grown = new Int8Array(kvHeads * headDim * capacity);
      const old = this.#layers[layer];
      if (!old) return grown;
      for (let line = 0; line < kvHeads * headDim; line++) {
        grown.set(old.subarray(line * this.#capacity, (line + 1) * this.#capacity), line * capacity);
      }
      return grown;
    });
    this.#capacity = capacity;
  }

  put(layer: number, slot: number, row: Int8Array): void {
    const numbers = this.#layers[layer]!;
    for (let at = 0, place = slot; at < row.length; at++, place += this.#capacity) numbers[place] = row[at]!;
  }

  /** The inputs `name.i` of the graph, in this memory. They stay valid until the capacity grows. */
  tensors(name: string): Record<string, Tensor> {
    const { kvHeads, headDim } = this.#sizes;
    const shape = [kvHeads, 1, headDim, this.#capacity];
    return Object.fromEntries(this.#layers.map((numbers, layer) => [`${name}.${layer}`, new Tensor('int8', numbers, shape)]));
  }
}
