import type { HeardWord } from '../decode/HeardWord.ts';
import { SAMPLE_RATE } from '../spectrogram/logMel.ts';
import { contextWords } from './contextWords.ts';
import type { LivePhrase } from './LivePhrase.ts';
import { millisecondsAt } from './millisecondsAt.ts';
import { sampleAt } from './sampleAt.ts';

/** Sound before the first sample of speech that is looked at with it. */
const PRE_ROLL = 0.1 * SAMPLE_RATE;
/** Sound before the first word of the context. */
export const LEAD = 0.05 * SAMPLE_RATE;
/**
 * A pass over so much sound takes too long: then the phrase is heard from a later word on. Not before, for what is heard
 * from elsewhere on is heard a little differently, and words that were shown would change.
 */
const LONG_PASS = 12 * SAMPLE_RATE;

/** Where a pass begins to hear, and the words that are known to be said from there on. */
export interface PassBeginning {
  /** index of its first sample */
  readonly start: number;
  readonly context: readonly HeardWord[];
}

/**
 * How a pass over a phrase begins that hears up to sample `to`. `before`: committed words of phrases before, which are
 * through at sample `done`; `heardFrom`: where the pass before this one began, null for the first of a phrase.
 */
export function passBeginning(
  { from, goesOn, committed }: LivePhrase,
  { to, before, done, heardFrom }: { to: number; before: readonly HeardWord[]; done: number; heardFrom: number | null },
): PassBeginning {
  if (heardFrom !== null && to - heardFrom <= LONG_PASS) {
    const context = [...before, ...committed].filter(({ startMs }) => startMs >= millisecondsAt(heardFrom));
    return { start: heardFrom, context };
  }
  const context = contextWords(before, committed, millisecondsAt(from), millisecondsAt(to));
  if (context[0]) return { start: Math.max(0, sampleAt(context[0].startMs) - LEAD), context };
  return { start: goesOn ? from : Math.max(done, from - PRE_ROLL), context };
}
