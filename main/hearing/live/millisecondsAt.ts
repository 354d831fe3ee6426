import { SAMPLE_RATE } from '../spectrogram/logMel.ts';

/** When a sample is heard, in milliseconds from the first. */
export function millisecondsAt(sample: number): number {
  return (sample * 1_000) / SAMPLE_RATE;
}
