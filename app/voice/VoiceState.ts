/** A phrase of the person's, as far as it is known. */
export interface HeardPhrase {
  readonly number: number;
  readonly text: string;
  readonly stable: number;
  readonly final: boolean;
  /** how sure recognition is of its words, 0 to 1; null when it does not tell */
  readonly confidence: number | null;
  /** when the speech began in which its first words were said */
  readonly from: number;
}

/**
 * Where a voice conversation stands. `ducking`: somebody speaks while the answer is played; `halted`: it was silenced
 * over that, and whether anything was said is not known yet.
 */
export interface VoiceState {
  readonly phase: 'stopped' | 'listening' | 'thinking' | 'speaking' | 'ducking' | 'halted';
  /** what was said in this turn, in order */
  readonly phrases: readonly HeardPhrase[];
  /** phrases with smaller numbers belong to earlier turns */
  readonly firstPhrase: number;
  /** when the latest speech began, and stopped; null: it goes on, or there was none */
  readonly spokeFrom: number | null;
  readonly spokeTo: number | null;
  /** the talk key is held */
  readonly pressed: boolean;
  /** the turn is known to be complete, if nothing more is said */
  readonly complete: boolean;
  /** how much of the turn's text was given to the model ahead of time */
  readonly prefilled: number;
  /** the text that an answer is being written on though the turn has not ended; null for none */
  readonly speculated: string | null;
  readonly speculations: number;
  /** the answer can be heard, and waits until nobody speaks */
  readonly ready: boolean;
  readonly playingSince: number;
  /** how loud the turn is that is being said, and how loud the person's last message was: decibels of full scale; null when unknown */
  readonly loudness: number | null;
  readonly voice: number | null;
  readonly heardTo: number;
  /** words of the answer that were heard in the last seconds, though it may be over; and when that was */
  readonly saying: string;
  readonly heardAt: number;
  /** words of the answer that is played were heard from the loudspeaker */
  readonly echoes: boolean;
  readonly haltedAt: number;
}
