import { speechLike } from '../../speech/activity/speechLike.ts';
import { int16Of } from '../../speech/synthesis/int16Of.ts';
import type { CaptionProcesses } from './CaptionModels.ts';
import { SAMPLE_RATE } from './SoundPiece.ts';

/** Length of the phrase that is written down, in seconds, as phrases mostly are. */
const SECONDS = 4;
const ROUNDS = 3;

/**
 * How long writing down a phrase takes here: the median of three, after one that does not count. The phrase is made of a
 * voice-like sound, so what is said in it may be nothing; a phrase full of words takes somewhat longer.
 *
 * @returns `realTimeFactor` as a share of the phrase's own length, and the time itself
 */
export async function measureHearing({ hearing }: CaptionProcesses): Promise<{ realTimeFactor: number; finalDelayMs: number }> {
  const second = int16Of(speechLike());
  const samples = new Uint8Array(SECONDS * second.length);
  for (let i = 0; i < SECONDS; i++) samples.set(second, i * second.length);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const started = performance.now();
    await hearing.transcribe({ samples });
    if (round > 0) times.push(performance.now() - started);
  }
  const finalDelayMs = times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  return { realTimeFactor: finalDelayMs / ((samples.length / 2 / SAMPLE_RATE) * 1_000), finalDelayMs };
}
