import type { SoundSource } from '../../app/captions/Recording.ts';

/** What this window is taking in. */
export interface CaptureState {
  readonly phase: 'off' | 'starting' | 'on' | 'stopping';
  /** null before the host has begun it */
  readonly recordingId: string | null;
  readonly source: SoundSource | null;
  /** the device or file, in the system's words */
  readonly name: string;
  /** of the file, where it is known */
  readonly totalSeconds: number | null;
  /** when the sound began, on the clock of `performance.now` */
  readonly startedAt: number;
  /** of what was heard, gaps included */
  readonly seconds: number;
  /** a sentence while something is wrong with the sound */
  readonly trouble: string | null;
  /** a sentence: why it did not start, or ended by itself */
  readonly problem: string | null;
  /** milliseconds of sound that were left out because the host fell behind */
  readonly lostMs: number;
}

export const CAPTURE_OFF: CaptureState = {
  phase: 'off',
  recordingId: null,
  source: null,
  name: '',
  totalSeconds: null,
  startedAt: 0,
  seconds: 0,
  trouble: null,
  problem: null,
  lostMs: 0,
};
