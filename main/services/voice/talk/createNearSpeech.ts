import { isDistant } from '../../../../app/voice/isDistant.ts';
import type { HeardStretch } from '../../captions/hearSound.ts';
import { SAMPLE_RATE } from '../../captions/SoundPiece.ts';
import type { Loudness } from './createLoudness.ts';

/**
 * What has been far quieter than the person for so long is none of their speech, in samples: a person's own weakest
 * stretches, the end of their last word among them, are shorter.
 */
const HOLD = 0.4 * SAMPLE_RATE;
/** Decibels below the person from which on somebody is heard again in the midst of what is far: a television has louder moments. */
const AGAIN = 10;
/** Without any voice for so long, whoever speaks next may sit somewhere else. */
const FORGOTTEN = 3 * SAMPLE_RATE;

/** Who is to be heard. */
export interface Floor {
  /** how loud the words of the turn are that is being said, in decibels of full scale; null when nobody's turn is */
  readonly person: number | null;
  /**
   * an answer is heard: then nothing new is taken for far, since its echo is quieter as soon as somebody is heard over it,
   * and who is far is told by their words
   */
  readonly isAnswer: boolean;
}

/** Speech as it counts: what voice activity hears, less a television that goes on behind the person or without them. */
export interface NearSpeech {
  /**
   * Stretches of speech in the sound up to sample `end`, as voice activity tells them, all of whose samples are in
   * `loudness`. Result: what of them is near.
   */
  hear(end: number, speech: readonly HeardStretch[], floor: Floor): HeardStretch[];
}

export function createNearSpeech(loudness: Loudness): NearSpeech {
  let voice: number | null = null;
  let heardTo = 0;
  /** where voice activity began to hear something of which the last thing known is that it is far */
  let far = -1;
  /** the stretch that was told and goes on */
  let from: number | null = null;
  /** behind the last one that was told */
  let done = 0;

  return {
    hear(end, speech, { person, isAnswer }) {
      if (end - heardTo > FORGOTTEN) voice = null;
      if (person !== null) voice = Math.max(person, voice ?? person);
      if (speech.length > 0) heardTo = end;
      const level = loudness.between(end - HOLD, end);
      const isFar = !isAnswer && isDistant({ loudness: level, voice });
      const isNear = level === null || voice === null || level >= voice - AGAIN;
      return speech.flatMap(({ from: began, to }): HeardStretch[] => {
        if (from === null && (isFar || (far === began && !isNear))) {
          // What has just begun may still become louder.
          if (end - began >= HOLD) far = began;
          return [];
        }
        // Who is loud again is so since a moment ago, whenever voice activity began to hear something.
        from ??= Math.max(began, done, voice === null ? began : end - HOLD);
        const stretch = { from, to: isFar && end - HOLD > from ? Math.min(to ?? end, end - HOLD) : to };
        if (stretch.to === null) return [stretch];
        done = stretch.to;
        from = null;
        if (isFar) far = began;
        return stretch.to > stretch.from ? [stretch] : [];
      });
    },
  };
}
