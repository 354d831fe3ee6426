import { TURN_SAMPLES } from '../../../app/contract/services/turn.ts';
import { HOP, logMel } from '../spectrogram/logMel.ts';

export const TURN_BINS = 80;
export const TURN_FRAMES = TURN_SAMPLES / HOP;
/** Keeps silence from being divided by nothing, as in Whisper's feature extractor (`zero_mean_unit_var_norm`). */
const LEAST_VARIANCE = 1e-7;

/**
 * What smart-turn hears of a sound: its last eight seconds with silence before a shorter one, brought to a mean of 0 and a
 * variance of 1, then Whisper's view of it. `samples`: 16 kHz, -1 to 1. Result: [80, 800], row-major.
 */
export function turnFeatures(samples: Float32Array): Float32Array {
  const last = samples.subarray(Math.max(0, samples.length - TURN_SAMPLES));
  const padded = new Float32Array(TURN_SAMPLES);
  padded.set(last, TURN_SAMPLES - last.length);
  let [sum, squares] = [0, 0];
  for (const sample of padded) {
    sum += sample;
    squares += sample * sample;
  }
  const mean = sum / TURN_SAMPLES;
  const deviation = Math.sqrt(Math.max(0, squares / TURN_SAMPLES - mean * mean) + LEAST_VARIANCE);
  return logMel(padded.map((sample) => (sample - mean) / deviation), TURN_FRAMES, TURN_BINS);
}
