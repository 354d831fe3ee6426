import { AppError } from '../../../app/contract/AppError.ts';

/** Most sound that is kept at once: ten minutes at 16 kHz, 19 MB. */
export const MAX_KEPT_SAMPLES = 9_600_000;

interface Piece {
  readonly at: number;
  readonly samples: Int16Array;
}

/** The last stretch of a sound, int16, found by the index of its samples. What was not heard is silent. */
export class SoundBuffer {
  #pieces: Piece[] = [];
  #kept = 0;
  #to = 0;

  /** Index of the first sample that is still to come. */
  get to(): number {
    return this.#to;
  }

  /** Samples that are kept. */
  get kept(): number {
    return this.#kept;
  }

  /**
   * Adds samples, which it keeps as they are. Errors: `bad-request` for sound that is there already; `busy` when more
   * would have to be kept than there is room for; then nothing was added.
   */
  append(at: number, samples: Int16Array): void {
    if (at < this.#to) {
      const message = `Sound came out of its order (sample ${at} after ${this.#to}); this is a fault of the program.`;
      throw new AppError('bad-request', message);
    }
    if (this.#kept + samples.length > MAX_KEPT_SAMPLES) {
      const message =
        'Hearing is far behind, and takes no more sound for now. What it has is safe; send this again a little later.';
      throw new AppError('busy', message, { waitingSeconds: Math.round(this.#kept / 16_000) });
    }
    this.#pieces.push({ at, samples });
    this.#kept += samples.length;
    this.#to = at + samples.length;
  }

  /** Samples of `from` to `to` as -1 to 1; silent where nothing is kept. */
  read(from: number, to: number): Float32Array {
    const found = new Float32Array(Math.max(0, to - from));
    for (const { at, samples } of this.#pieces) {
      const last = Math.min(to, at + samples.length);
      for (let index = Math.max(from, at); index < last; index++) found[index - from] = samples[index - at]! / 32_768;
    }
    return found;
  }

  /** Forgets pieces that end before this index. */
  forgetBefore(index: number): void {
    const first = this.#pieces.findIndex(({ at, samples }) => at + samples.length > index);
    const gone = this.#pieces.splice(0, first < 0 ? this.#pieces.length : first);
    for (const { samples } of gone) this.#kept -= samples.length;
  }
}
