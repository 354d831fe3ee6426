import type { SoundPiece } from './SoundPiece.ts';

/** Bytes of a sample. */
const BYTES = 2;

/** Sound that waits to be heard, in its order and bounded. Counts are samples. */
export class SoundQueue {
  readonly #most: number;
  #pieces: SoundPiece[] = [];
  #samples = 0;

  /** @param most samples that may wait */
  constructor(most: number) {
    this.#most = most;
  }

  get samples(): number {
    return this.#samples;
  }

  /** False when there is no room: nothing of it was taken. An empty queue takes any piece. */
  push(piece: SoundPiece): boolean {
    const samples = piece.samples.length / BYTES;
    if (this.#samples > 0 && this.#samples + samples > this.#most) return false;
    this.#pieces.push(piece);
    this.#samples += samples;
    return true;
  }

  /** The next sound, of pieces that follow each other without a gap: as much as fits `most`, at least one piece. */
  take(most: number): SoundPiece | null {
    const [first] = this.#pieces;
    if (!first) return null;
    let [count, length] = [1, first.samples.length];
    for (const { at, samples } of this.#pieces.slice(1)) {
      if (at !== first.at + length / BYTES || (length + samples.length) / BYTES > most) break;
      length += samples.length;
      count += 1;
    }
    const taken = this.#pieces.splice(0, count);
    this.#samples -= length / BYTES;
    if (count === 1) return first;
    const samples = new Uint8Array(length);
    let offset = 0;
    for (const piece of taken) {
      samples.set(piece.samples, offset);
      offset += piece.samples.length;
    }
    return { at: first.at, samples };
  }

  clear(): void {
    this.#pieces = [];
    this.#samples = 0;
  }
}
