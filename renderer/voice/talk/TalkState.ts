import type { TalkPhase } from '../../../app/voice/TalkItem.ts';

/** How the turns are taken: by the voice itself, or by holding a key. */
export type TalkMode = 'hands-free' | 'push-to-talk';

/** A conversation by voice, as this window knows it. One at a time. */
export interface TalkState {
  /**
   * `asking`: what it needs is not on this computer yet, the person is asked, or it is being fetched; `opening`: the
   * microphone is asked for, or the host prepares; `on`: the microphone is open
   */
  readonly stage: 'off' | 'asking' | 'opening' | 'on';
  /** the one that is talked in; null before it is known */
  readonly conversationId: string | null;
  readonly phase: TalkPhase;
  /** the answer that is heard, or was last; null before the first, and for one that the person wants to hear no more of */
  readonly answerId: string | null;
  /** what is understood of the turn so far: what is certain, and what may still change */
  readonly stable: string;
  readonly tentative: string;
  readonly mode: TalkMode;
  readonly muted: boolean;
  /** the talk key is held */
  readonly pressed: boolean;
  /** nothing is heard while an answer is spoken: for loudspeakers whose echo is not cancelled */
  readonly halfDuplex: boolean;
  /** the microphone's name, in the system's words */
  readonly device: string;
  /** a sentence from the host: a process was started again, … */
  readonly notice: string | null;
  /** a sentence while something is wrong with the microphone */
  readonly trouble: string | null;
  /** the answer was interrupted by nothing more than once: it may be the machine's own voice */
  readonly hearsItself: boolean;
  /** a sentence: why it did not begin, or ended by itself */
  readonly problem: string | null;
}

/** What is kept from one conversation to the next. */
export type TalkChoices = Pick<TalkState, 'mode' | 'halfDuplex'>;

export const TALK_OFF: Omit<TalkState, keyof TalkChoices> = {
  stage: 'off',
  conversationId: null,
  phase: 'starting',
  answerId: null,
  stable: '',
  tentative: '',
  muted: false,
  pressed: false,
  device: '',
  notice: null,
  trouble: null,
  hearsItself: false,
  problem: null,
};
