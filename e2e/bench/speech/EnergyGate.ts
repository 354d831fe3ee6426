import type { Stretch } from '../../../main/hearing/live/Stretch.ts';

/** Samples of one look: 32 ms. */
export const GATE_SAMPLES = 512;
/** So much louder than the quietest of late is speech: 6 dB. */
const LOUDER = 2;
/** Root mean square below which nothing is speech. */
const LEAST = 40;
/** How quickly the floor follows a noise that grew, per look: 6 dB in two seconds. */
const RISE = 1.011;
/** Loud looks that begin speech, and quiet ones that end it: 64 ms and 0.3 s. */
const BEGINS = 2;
const ENDS = 10;
/** Sound before the first and behind the last loud look that still counts, in looks. */
const BEFORE = 6;
const BEHIND = 3;

/** Voice activity by loudness alone, for a bench whose noise is steady: where speech begins and ends. */
export class EnergyGate {
  #floor = Infinity;
  #look = 0;
  #loud = 0;
  #lastLoud = 0;
  #from: number | null = null;

  /** The next look's samples; the stretches that began, went on or ended in it. */
  hear(samples: Int16Array): Stretch[] {
    let power = 0;
    for (const sample of samples) power += sample ** 2;
    const level = Math.sqrt(power / Math.max(1, samples.length));
    this.#floor = Math.max(LEAST / LOUDER, Math.min(level, this.#floor * RISE));
    this.#look++;
    const isLoud = level > this.#floor * LOUDER;
    this.#loud = isLoud ? this.#loud + 1 : 0;
    if (isLoud) this.#lastLoud = this.#look;
    if (this.#from === null) {
      if (this.#loud < BEGINS) return [];
      this.#from = Math.max(0, this.#look - BEGINS - BEFORE) * GATE_SAMPLES;
    }
    const from = this.#from;
    if (this.#look - this.#lastLoud < ENDS) return [{ from, to: null }];
    this.#from = null;
    return [{ from, to: (this.#lastLoud + BEHIND) * GATE_SAMPLES }];
  }
}
