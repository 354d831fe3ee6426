import { SAMPLE_RATE } from './sampleRate.ts';

/** A track that gives exact zeros for this long is not a quiet room but a muted device, in samples. */
const SILENT = 5 * SAMPLE_RATE;
/** Clipping is looked for in stretches of one second, and is worth a word from this share of it on. */
const STRETCH = SAMPLE_RATE;
const CLIPPED_SHARE = 0.01;
const FULL = 0.999;

/** What is known of a track's health. Begin with `HEALTHY`. */
export interface Signal {
  /** samples of exact silence until now */
  readonly silent: number;
  /** samples, and those at full scale, of the stretch under way */
  readonly heard: number;
  readonly full: number;
  /** the last whole stretch was clipped */
  readonly clipped: boolean;
}

export const HEALTHY: Signal = { silent: 0, heard: 0, full: 0, clipped: false };

/** What to say about a track after these samples. */
export function followSignal(signal: Signal, samples: Float32Array): Signal {
  let full = 0;
  let sounds = false;
  for (const sample of samples) {
    if (sample !== 0) sounds = true;
    if (sample >= FULL || sample <= -FULL) full++;
  }
  const heard = signal.heard + samples.length;
  const silent = sounds ? 0 : signal.silent + samples.length;
  if (heard < STRETCH) return { silent, heard, full: signal.full + full, clipped: signal.clipped };
  return { silent, heard: 0, full: 0, clipped: signal.full + full > heard * CLIPPED_SHARE };
}

/** A sentence for the person, or null while all is well. */
export function signalProblem(signal: Signal): string | null {
  if (signal.silent >= SILENT) {
    return 'Nothing at all comes from this device. It may be muted at its switch or in the system’s sound settings; choose another one if it stays silent.';
  }
  if (signal.clipped) return 'The sound is too loud and distorts. Move away from the microphone, or lower its level in the system’s sound settings.';
  return null;
}
