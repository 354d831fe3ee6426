import { SAMPLE_RATE } from './SoundPiece.ts';

/** What one recording that is written down may hold and take. Counts are samples, times milliseconds. */
export const LIVE_LIMITS = {
  /** sound that waits for the processes; more of a microphone is left out, and a file waits */
  waiting: 30 * SAMPLE_RATE,
  /** sound handed over at once */
  piece: 5 * SAMPLE_RATE,
  /** speech that the hearing process has not looked at; more waits here */
  behindMs: 10_000,
  /** no sound at all of a device for so long ends the phrase: it is gone, or its program is */
  quietMs: 2_000,
  /** pause before asking again whether it has */
  pauseMs: 250,
  /** what a sound that is left for a new one gets for its last phrase */
  leaveMs: 2_000,
  /** failures in a row after which writing down ends */
  failures: 4,
  /** a gap in the sound that is worth a word */
  gapMs: 500,
  /** the last phrase of a recording that was ended */
  endMs: 120_000,
  /** between two words on how it stands */
  stateMs: 500,
  /** a week: no index of a sample is greater */
  samples: 7 * 24 * 3_600 * SAMPLE_RATE,
};
