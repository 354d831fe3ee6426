import { SAMPLE_RATE, type SoundPiece } from './SoundPiece.ts';

/** What is kept of a recording whose sound the person does not keep: two minutes, 4 MB, in memory alone. */
const KEPT = 120 * SAMPLE_RATE;
const BYTES = 2;

/** The last minutes of a sound, found by time: what is final is looked at again. What was not heard is silent. */
export class RecentSound {
  #pieces: SoundPiece[] = [];

  /** The next piece, in order. */
  add(piece: SoundPiece): void {
    const to = piece.at + piece.samples.length / BYTES;
    this.#pieces = [...this.#pieces.filter(({ at, samples }) => at + samples.length / BYTES > to - KEPT), piece];
  }

  /** Samples between two times in milliseconds, int16 little-endian; no longer than what is kept. */
  between(fromMs: number, toMs: number): Uint8Array<ArrayBuffer> {
    const to = Math.ceil((toMs * SAMPLE_RATE) / 1_000);
    const from = Math.max(to - KEPT, Math.floor((fromMs * SAMPLE_RATE) / 1_000));
    const found = new Uint8Array(Math.max(0, to - from) * BYTES);
    for (const { at, samples } of this.#pieces) {
      const begin = Math.max(from, at);
      const end = Math.min(to, at + samples.length / BYTES);
      if (begin < end) found.set(samples.subarray((begin - at) * BYTES, (end - at) * BYTES), (begin - from) * BYTES);
    }
    return found;
  }
}
