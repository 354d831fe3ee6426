import { SAMPLE_RATE } from '../../../../main/hearing/spectrogram/logMel.ts';

/** A chunk of an answer, as it is queued. */
export interface QueuedSound {
  /** its place in the answer's text */
  readonly from: number;
  readonly to: number;
  /** 16 kHz, of 32,768 */
  readonly samples: Float32Array;
}

/** What of a chunk came out of the loudspeaker. */
export interface HeardSound extends QueuedSound {
  /** samples */
  heard: number;
}

/** How loud an answer is played while somebody speaks. */
const DUCKED = 0.3;
/** What stops or begins to be played does so at the next piece of the audio graph: 128 samples at 48 kHz. */
const QUANTUM_MS = 128 / 48;

/** Stretches of uninterrupted playing, by their number; in each what was heard of it. */
export type HeardRuns = ReadonlyMap<number, readonly HeardSound[]>;

/**
 * A window's playback on virtual time: plays the chunks of a run one after the other without gaps, quietly while it is
 * ducked, and stops at once. What comes out is kept, sample by sample, from the beginning on.
 */
export class Loudspeaker {
  /** what came out up to now, 16 kHz, of 32,768 */
  readonly #out: Float32Array[] = [];
  #length = 0;
  readonly #runs = new Map<number, HeardSound[]>();
  #playing: number | null = null;
  #gain = 1;
  /** when the present run was first heard; the next stop is not before this */
  #audibleSince: number | null = null;

  /** Seconds of a run that came out. */
  heardSeconds(run: number): number {
    return (this.#runs.get(run) ?? []).reduce((sum, { heard }) => sum + heard, 0) / SAMPLE_RATE;
  }
  /** Seconds of the run that is played that did not come out yet. */
  get leftSeconds(): number {
    const chunks = this.#playing === null ? [] : (this.#runs.get(this.#playing) ?? []);
    return chunks.reduce((sum, { samples, heard }) => sum + samples.length - heard, 0) / SAMPLE_RATE;
  }
  /** Which run is played, though it may have run dry. */
  get playing(): number | null {
    return this.#playing;
  }
  /** since when the present run is heard, in milliseconds; null before its first sample */
  get audibleSince(): number | null {
    return this.#audibleSince;
  }
  get runs(): HeardRuns {
    return this.#runs;
  }

  queue(run: number, sound: QueuedSound): void {
    this.#runs.set(run, [...(this.#runs.get(run) ?? []), { ...sound, heard: 0 }]);
  }
  play(run: number, now: number): void {
    this.renderTo(now + QUANTUM_MS);
    this.#playing = run;
    this.#gain = 1;
    this.#audibleSince = null;
  }
  duck(isDucked: boolean, now: number): void {
    this.renderTo(now + QUANTUM_MS);
    this.#gain = isDucked ? DUCKED : 1;
  }
  /** Falls silent, and drops what is queued. Returns when it is silent; null when it was already. */
  silence(now: number): number | null {
    const wasAudible = this.leftSeconds > 0;
    this.renderTo(now + QUANTUM_MS);
    this.#playing = null;
    return wasAudible ? now + QUANTUM_MS : null;
  }

  /** Lets it play up to a time, in milliseconds. */
  renderTo(now: number): void {
    const end = Math.floor((now * SAMPLE_RATE) / 1_000);
    while (this.#length < end) {
      const chunk = this.#playing === null ? undefined : this.#runs.get(this.#playing)?.find(({ samples, heard }) => heard < samples.length);
      const count = Math.min(end - this.#length, chunk ? chunk.samples.length - chunk.heard : Infinity);
      const piece = new Float32Array(count);
      if (chunk) {
        this.#audibleSince ??= (this.#length * 1_000) / SAMPLE_RATE;
        const gain = this.#gain;
        piece.set(chunk.samples.subarray(chunk.heard, chunk.heard + count).map((value) => value * gain));
        chunk.heard += count;
      }
      this.#out.push(piece);
      this.#length += count;
    }
  }

  /** What came out between two samples; nothing did before the first, and none is known after now. */
  read(from: number, to: number): Float32Array {
    const result = new Float32Array(to - from);
    let at = this.#length;
    for (let index = this.#out.length - 1; index >= 0 && at > from; index--) {
      const piece = this.#out[index]!;
      at -= piece.length;
      const [start, end] = [Math.max(from, at), Math.min(to, at + piece.length)];
      if (start < end) result.set(piece.subarray(start - at, end - at), start - from);
    }
    return result;
  }
}
