import { SAMPLE_RATE } from '../spectrogram/logMel.ts';

/** The sample that is heard so many milliseconds after the first. */
export function sampleAt(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1_000);
}
