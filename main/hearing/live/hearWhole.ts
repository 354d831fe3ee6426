import type { HeardWord } from '../decode/HeardWord.ts';
import { SAMPLE_RATE } from '../spectrogram/logMel.ts';
import type { HeardPass } from '../whisper/transcribe.ts';
import { leavesOut } from './leavesOut.ts';
import { millisecondsAt } from './millisecondsAt.ts';

/** Each pass brings the end so much nearer, at least: one second. */
const LEAST = SAMPLE_RATE;

/**
 * The words of a whole stretch: where the model stopped in the midst of it, another pass hears the rest.
 * `look` makes a pass over samples that begin at `fromMs`.
 */
export async function hearWhole(
  samples: Float32Array,
  look: (samples: Float32Array, fromMs: number) => Promise<HeardPass>,
): Promise<HeardWord[]> {
  const words: HeardWord[] = [];
  for (let from = 0; from < samples.length;) {
    const pass = await look(samples.subarray(from), millisecondsAt(from));
    words.push(...pass.words);
    const last = pass.words.at(-1);
    if (!last || !leavesOut(last, samples.length)) break;
    from = Math.max(from + LEAST, Math.round((last.endMs * SAMPLE_RATE) / 1_000));
  }
  return words;
}
