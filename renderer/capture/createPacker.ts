import { SAMPLE_RATE } from './sampleRate.ts';
import type { SoundPiece } from './SoundPiece.ts';

/** Samples of one piece, unless it is said otherwise: eight frames, about a quarter of a second. */
export const PIECE = 4_096;
/** Largest sample of an int16. */
const FULL = 32_767;

export interface Packer {
  /** The next samples, from -1 to 1. `at` counts on the source's clock, on which the first call is the beginning. */
  push(at: number, samples: Float32Array): void;
  /** Hands over what is left. */
  readonly flush: () => void;
  /** milliseconds of the recording so far, gaps included */
  duration(): number;
}

/**
 * Packs frames of sound into pieces for the host. A jump ahead of the clock ends a piece early, and the next one
 * begins where the sound goes on: a gap stays a gap. Samples from before the end of what was packed are dropped, so
 * that the clock of a recording never runs back.
 *
 * @param size samples of one piece
 */
export function createPacker(emit: (piece: SoundPiece) => void, size = PIECE): Packer {
  let origin: number | null = null;
  let piece = new Int16Array(size);
  /** of the first sample of `piece`, and how many are in it */
  let start = 0;
  let length = 0;

  const flush = (): void => {
    if (length > 0) emit({ at: start, samples: piece.slice(0, length) });
    start += length;
    length = 0;
  };
  return {
    push(at, samples) {
      origin ??= at;
      const skipped = Math.max(0, start + length - (at - origin));
      if (at - origin > start + length) {
        flush();
        start = at - origin;
      }
      for (let index = skipped; index < samples.length; index++) {
        piece[length++] = toInt16(samples[index] ?? 0);
        if (length < size) continue;
        emit({ at: start, samples: piece });
        piece = new Int16Array(size);
        start += size;
        length = 0;
      }
    },
    flush,
    duration: () => ((start + length) * 1_000) / SAMPLE_RATE,
  };
}

function toInt16(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * FULL);
}
