import { SAMPLE_RATE } from '../../../../main/hearing/spectrogram/logMel.ts';
import { seededRandom } from '../../../../app/testing/seededRandom.test-helper.ts';
import { SPOKEN_LEVEL } from '../sound/trimmed.ts';
import type { Echo } from '../scenes/Scene.ts';
import type { Loudspeaker } from './Loudspeaker.ts';

/** From the audio graph into the ear: what the device holds back. */
export const OUTPUT_LATENCY_MS = 20;
/** The same and the way through the air to the microphone, in samples. */
const ECHO_DELAY = ((OUTPUT_LATENCY_MS + 8) * SAMPLE_RATE) / 1_000;
/** Noise with the falling spectrum of a room, and its root mean square. */
const HISS_FALL = 0.92;
const HISS_LEVEL = 0.5 / Math.sqrt(1 - HISS_FALL ** 2);
const FULL = 32_767;

export interface MicrophoneOptions {
  readonly loudspeaker: Loudspeaker;
  /** how much louder a person is than the noise of the room, in decibels */
  readonly signalToNoise: number;
  readonly echo: Echo | null;
  /** a sound that goes on in the background; it begins anew at its end */
  readonly background: Float32Array | null;
  readonly seed: number;
}

/** What a microphone hears: persons, noises, a television, the room, and what is left of the loudspeaker's own sound. */
export class Microphone {
  readonly #options: MicrophoneOptions;
  readonly #placed: { readonly from: number; readonly samples: Int16Array }[] = [];
  readonly #noise: () => number;
  #hiss = 0;

  constructor(options: MicrophoneOptions) {
    this.#options = options;
    const random = seededRandom(options.seed);
    this.#noise = () => (random() + random() + random() - 1.5) / HISS_LEVEL;
  }

  /** Somebody or something is heard from sample `from` on. */
  place(samples: Int16Array, from: number): void {
    this.#placed.push({ from, samples });
  }

  /** The next samples, int16; each is read once and in order. */
  read(from: number, to: number): Int16Array<ArrayBuffer> {
    const { signalToNoise, background } = this.#options;
    const noise = SPOKEN_LEVEL * 10 ** (-signalToNoise / 20);
    const mixed = Float32Array.from({ length: to - from }, (_, index) => {
      this.#hiss = HISS_FALL * this.#hiss + this.#noise();
      return noise * this.#hiss + (background?.[(from + index) % background.length] ?? 0);
    });
    for (const { from: start, samples } of this.#placed) {
      for (let at = Math.max(from, start); at < Math.min(to, start + samples.length); at++) mixed[at - from]! += samples[at - start]!;
    }
    this.#addEcho(mixed, from, to);
    return Int16Array.from(mixed, (value) => Math.max(-FULL - 1, Math.min(FULL, Math.round(value))));
  }

  #addEcho(mixed: Float32Array, from: number, to: number): void {
    const { echo, loudspeaker } = this.#options;
    if (!echo) return;
    const since = loudspeaker.audibleSince;
    // Cancellation settles anew with each answer.
    const settled = since === null ? -Infinity : (since / 1_000 + echo.firstSeconds) * SAMPLE_RATE + ECHO_DELAY;
    for (const [index, value] of loudspeaker.read(from - ECHO_DELAY, to - ECHO_DELAY).entries()) {
      mixed[index]! += value * 10 ** ((from + index < settled ? echo.first : echo.later) / 20);
    }
  }
}
