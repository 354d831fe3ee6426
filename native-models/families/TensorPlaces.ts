import { quoted } from '../formats/quoted.ts';
import { refusedFile } from '../formats/refusedFile.ts';
import type { WeightTensor } from '../formats/WeightTensor.ts';

/**
 * The tensors of a weight file as a model takes them, each to its place: by name, in the shape that its sizes say.
 * `source` is named in errors; `sizesFrom` too, where another file says the sizes.
 */
export class TensorPlaces {
  readonly #tensors: ReadonlyMap<string, WeightTensor>;
  readonly #source: string;
  readonly #but: string;
  readonly #placed = new Set<string>();

  constructor(tensors: ReadonlyMap<string, WeightTensor>, source: string, sizesFrom?: string) {
    this.#tensors = tensors;
    this.#source = source;
    this.#but = sizesFrom === undefined ? 'not' : `and by ${sizesFrom} it is`;
  }

  /** Errors: `bad-file` for one that is missing or has another shape. */
  take(name: string, ...shape: number[]): WeightTensor {
    this.#placed.add(name);
    const found = this.#tensors.get(name);
    if (!found) throw refusedFile('bad-file', this.#source, `the tensor ${quoted(name)} is missing`);
    if (found.shape.length !== shape.length || found.shape.some((length, axis) => length !== shape[axis])) {
      const reason = `the tensor ${quoted(name)} is [${found.shape.join(', ')}], ${this.#but} [${shape.join(', ')}]`;
      throw refusedFile('bad-file', this.#source, reason);
    }
    return found;
  }

  /**
   * Refuses a tensor that was not taken, for without it the model would be another one, unless it `isNeedless`.
   * `model` is what has no place for it. Errors: `unsupported`.
   */
  refuseOthers(model: string, isNeedless: (name: string) => boolean = () => false): void {
    const left = [...this.#tensors.keys()].find((name) => !this.#placed.has(name) && !isNeedless(name));
    if (left !== undefined) throw refusedFile('unsupported', this.#source, `its tensor ${quoted(left)} has no place in ${model}`);
  }
}
