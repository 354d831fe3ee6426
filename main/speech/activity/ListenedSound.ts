import { SAMPLE_RATE, WINDOW } from './activityFormat.ts';
import type { ActivityDetector } from './ActivityDetector.ts';

/** Speech without a pause is cut after this: the detector keeps all of it in memory. */
export const MAX_STRETCH_SECONDS = 60;
const MAX_STRETCH = MAX_STRETCH_SECONDS * SAMPLE_RATE;
/** Before speech is noticed: the two windows that it takes, and those in which the model makes up its mind. */
const NOTICED_AFTER = 5 * WINDOW;
/** Quiet consonants begin before and end after what the model takes for voice: 0.1 s. */
const PADDING = 1_600;

/** Sample indices; `to` is null while it goes on. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
}

/** A sound that is listened to piece by piece, cut into windows for the detector. */
export class ListenedSound {
  readonly #detector: ActivityDetector;
  readonly #window = new Float32Array(WINDOW);
  /** samples that wait in the window */
  #filled = 0;
  /** index of the sample at which the detector was reset */
  #base = 0;
  /** index of the sample after the last one heard; null before the first */
  #next: number | null = null;
  /** where the speech that goes on began */
  #from: number | null = null;
  /** no stretch begins before the end of the one before it */
  #earliest = 0;

  constructor(detector: ActivityDetector) {
    this.#detector = detector;
  }

  /**
   * Takes a piece of samples (-1 to 1), the first of which has index `at`. A jump is a gap: speech ends before it.
   *
   * @returns what began, went on or ended in this piece, in order; they do not overlap.
   */
  hear(at: number, samples: Float32Array): Stretch[] {
    const stretches: Stretch[] = [];
    if (at !== this.#next) this.#jump(at, stretches);
    for (let taken = 0; taken < samples.length; ) {
      const part = samples.subarray(taken, taken + WINDOW - this.#filled);
      this.#window.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled < WINDOW) break;
      this.#filled = 0;
      this.#accept(at + taken, stretches);
    }
    this.#next = at + samples.length;
    if (this.#from !== null) stretches.push({ from: this.#from, to: null });
    return stretches;
  }

  /** Gives a full window, which ends before sample `end`, to the detector. */
  #accept(end: number, stretches: Stretch[]): void {
    const isSpeech = this.#detector.accept(this.#window);
    const stopped = this.#detector.endOfSpeech();
    if (this.#from === null) {
      if (isSpeech) this.#from = Math.max(this.#earliest, end - NOTICED_AFTER - PADDING);
    } else if (!isSpeech) {
      this.#close(stopped === null ? end : Math.min(end, this.#base + stopped + PADDING), stretches);
    } else if (end - this.#from >= MAX_STRETCH) {
      this.#close(end, stretches);
      this.#reset(end);
    }
  }

  #close(to: number, stretches: Stretch[]): void {
    if (this.#from !== null && to > this.#from) stretches.push({ from: this.#from, to });
    this.#from = null;
    this.#earliest = to;
  }

  #reset(base: number): void {
    this.#detector.reset();
    this.#base = base;
  }

  #jump(at: number, stretches: Stretch[]): void {
    if (this.#next !== null) this.#close(this.#next, stretches);
    this.#filled = 0;
    this.#earliest = at;
    this.#reset(at);
  }
}
