import type { HeardWord } from '../decode/HeardWord.ts';
import { millisecondsAt } from './millisecondsAt.ts';

/**
 * How much surer the model must be to take back what was said: hardly at all where enough sound followed, for such a word
 * is mostly given up in the end, and then more words behind it go with it; nor when the text becomes final.
 */
const FAVOUR = { near: 2, far: 0.4, final: 0.3 };
/** Sound behind a word from which on it is heard as it will be. */
const NEAR_MS = 3_000;

/** How much the tokens of a tentative word are favoured (see `decodeGreedy`) in a pass that hears up to sample `to`. */
export function favourOf({ endMs }: HeardWord, { to, isFinal }: { readonly to: number; readonly isFinal: boolean }): number {
  if (isFinal) return FAVOUR.final;
  return millisecondsAt(to) - endMs < NEAR_MS ? FAVOUR.near : FAVOUR.far;
}
