import type { Room } from '../../speech/inRoom.ts';
import type { Noise } from '../sound/noises.ts';
import type { Speaker } from '../sound/Speaker.ts';

export const SCENE_KINDS = [
  'question',
  'pause',
  'goes on',
  'backchannel',
  'noise',
  'interruption',
  'last words',
  'silence',
  'echo',
  'television',
  'push to talk',
] as const;
export type SceneKind = (typeof SCENE_KINDS)[number];

/** What is heard of a person. */
export type Sound = { readonly text: string } | { readonly noise: Noise } | { readonly recording: string };

/** When it begins: so many seconds after the scene began, after the cue before was over, since an answer is heard, before its end. */
export type Moment = 'start' | 'said' | 'answer' | 'last words';

export interface Cue {
  readonly after: Moment;
  readonly seconds: number;
  readonly sound: Sound;
  /**
   * what is meant by it: a turn begins, or goes on; an answer that is heard is to be stopped (one that is not heard yet is
   * to be given up); nothing at all
   */
  readonly intent: 'turn' | 'goes on' | 'interruption' | 'aside';
}

/** What of the loudspeaker's sound comes back into the microphone, in decibels: in the first moments, and afterwards. */
export interface Echo {
  readonly first: number;
  readonly firstSeconds: number;
  readonly later: number;
}

/** What happens in one conversation of the bench, and what should come of it. */
export interface Scene {
  readonly number: number;
  readonly kind: SceneKind;
  /** what makes it different from others of its kind */
  readonly detail: string;
  readonly speaker: Speaker;
  readonly room: Room;
  readonly cues: readonly Cue[];
  readonly echo: Echo | null;
  /** loudness of a television against the person, in decibels */
  readonly television: number | null;
  /** the talk key is held during every cue that is no aside */
  readonly pushToTalk: boolean;
  readonly expected: {
    /** messages of the person; one less when what goes on came before anything was heard of the answer */
    readonly turns: number;
    /** an answer is stopped before its end */
    readonly isCut: boolean;
  };
}
