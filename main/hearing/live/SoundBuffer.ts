import { AppError } from '../../../app/contract/AppError.ts';

/** Most sound that is kept at once: ten minutes at 16 kHz, 19 MB. */
export const MAX_KEPT_SAMPLES = 9_600_000;
const FIRST_SIZE = 160_000;

/** The last stretch of a sound, int16, found by the index of its samples. What was not heard is silent. */
export class SoundBuffer {
  #samples = new Int16Array(FIRST_SIZE);
  #from = 0;
  #to = 0;

  /** Index of the first sample that is kept, and of the first that is still to come. */
  get from(): number {
    return this.#from;
  }
  get to(): number {
    return this.#to;
  }

  /**
   * Adds samples; a gap before them is silent, and of a long one only the end is kept from `keepFrom` on.
   * Errors: `bad-request` for sound that is there already; `busy` when more would have to be kept than there is room
   * for, and then nothing was added.
   */
  append(at: number, samples: Int16Array, keepFrom: number): void {
    if (at < this.#to) {
      const message = `Sound came out of its order (sample ${at} after ${this.#to}); this is a fault of the program.`;
      throw new AppError('bad-request', message);
    }
    this.forgetBefore(Math.min(keepFrom, at));
    const end = at + samples.length;
    if (end - this.#from > MAX_KEPT_SAMPLES) {
      const message = 'Hearing is far behind, and takes no more sound for now. What it has is safe; send this again a little later.';
      throw new AppError('busy', message, { waitingSeconds: Math.round((this.#to - this.#from) / 16_000) });
    }
    this.#reserve(end - this.#from);
    this.#samples.fill(0, this.#to - this.#from, at - this.#from);
    this.#samples.set(samples, at - this.#from);
    this.#to = end;
  }

  /** Samples of `from` to `to` as -1 to 1; silent where nothing is kept. */
  read(from: number, to: number): Float32Array {
    const found = new Float32Array(Math.max(0, to - from));
    const first = Math.max(from, this.#from);
    const last = Math.min(to, this.#to);
    for (let index = first; index < last; index++) found[index - from] = this.#samples[index - this.#from]! / 32_768;
    return found;
  }

  /** Forgets what lies before this index. */
  forgetBefore(index: number): void {
    const count = Math.max(0, index - this.#from);
    if (count === 0) return;
    const kept = Math.max(0, this.#to - index);
    if (kept > 0) this.#samples.copyWithin(0, count, count + kept);
    this.#from = index;
    this.#to = Math.max(this.#to, index);
    // A long backlog leaves no large array behind.
    if (this.#samples.length > FIRST_SIZE && kept < this.#samples.length / 4) {
      this.#samples = this.#samples.slice(0, Math.max(FIRST_SIZE, kept));
    }
  }

  #reserve(size: number): void {
    if (size <= this.#samples.length) return;
    const larger = new Int16Array(Math.max(size, 2 * this.#samples.length));
    larger.set(this.#samples.subarray(0, this.#to - this.#from));
    this.#samples = larger;
  }
}
