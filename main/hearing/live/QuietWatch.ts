import { SAMPLE_RATE } from '../spectrogram/logMel.ts';

/** Samples of one look: 20 ms. */
const LOOK = 0.02 * SAMPLE_RATE;
/** What is so much quieter than the loudest of late is no speech, or hardly any: 20 dB. */
const QUIETER = 0.1;
/** Nor is what is as quiet as the quietest of late, where noise leaves less between: 4 dB, and 12 dB at least below the loudest. */
const LIKE_QUIETEST = 1.6;
const LEAST_QUIETER = 0.25;
/** How quickly the loudest is forgotten, and a noise that grew is learnt, per look: 6 dB in two seconds. */
const FORGETS = 0.993;
const RISES = 1.007;
/** So much quiet is no consonant, and may be the end of a phrase. */
const PAUSE = 0.12 * SAMPLE_RATE;

/**
 * Whether a sound is quiet, by loudness alone: known 0.2 s before voice activity is sure that speech ended, and wrong at
 * times: it says when something is looked at, and which silence before voice activity's end needs no look of its own.
 * Places are indices of samples.
 */
export class QuietWatch {
  #to = 0;
  #loudest = 0;
  #quietest = Infinity;
  #power = 0;
  #count = 0;
  #since: number | null = null;

  /** Where the quiet that goes on began; null while it is loud. */
  get since(): number | null {
    return this.#since;
  }

  /** It is quiet, but not for so long that it could not be within a word. */
  get isShort(): boolean {
    return this.#since !== null && this.#to - this.#since < PAUSE;
  }

  /** The next samples, the first of which has index `at`. */
  hear(at: number, samples: Int16Array): void {
    for (let index = 0; index < samples.length; index++) {
      this.#power += samples[index]! ** 2;
      if (++this.#count === LOOK) this.#look(at + index + 1 - LOOK);
    }
    this.#to = at + samples.length;
  }

  /** Whether it has been quiet ever since, but for less than a look. */
  isQuietSince(place: number): boolean {
    return this.#since !== null && this.#since < place + LOOK;
  }

  /** Whether there is a pause, and something was said between `place` and its beginning. */
  isPauseBehind(place: number): boolean {
    return this.#since !== null && !this.isShort && !this.isQuietSince(place);
  }

  #look(from: number): void {
    const level = Math.sqrt(this.#power / LOOK);
    [this.#power, this.#count] = [0, 0];
    this.#loudest = Math.max(level, this.#loudest * FORGETS);
    this.#quietest = Math.min(level, Math.max(1, this.#quietest * RISES));
    const most = Math.max(
      QUIETER * this.#loudest,
      Math.min(LIKE_QUIETEST * this.#quietest, LEAST_QUIETER * this.#loudest),
    );
    if (level > most) this.#since = null;
    else this.#since ??= from;
  }
}
