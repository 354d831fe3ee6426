import type { SoundPiece } from './SoundPiece.ts';

/** Bytes of a sample. */
const BYTES = 2;

/** A piece of sound as pieces of at most so many samples, in their order. */
export function piecesOf({ at, samples }: SoundPiece, most: number): SoundPiece[] {
  const count = Math.ceil(samples.length / BYTES / most);
  return Array.from({ length: count }, (_, index) => ({
    at: at + index * most,
    samples: samples.subarray(index * most * BYTES, (index + 1) * most * BYTES),
  }));
}
