import type { HeardWord } from '../decode/HeardWord.ts';
import { millisecondsAt } from './millisecondsAt.ts';

/** So much speech without a word, at the end of a phrase, is speech that was left out. */
const LEFT_OUT_MS = 1_500;

/**
 * Whether so much speech comes behind the last word of a pass that it must have words of its own: the model may stop in
 * the midst of what it hears.
 */
export function leavesOut(last: HeardWord, heardTo: number): boolean {
  return millisecondsAt(heardTo) - last.endMs > LEFT_OUT_MS;
}
