import type { HeardWord } from '../decode/HeardWord.ts';
import { isUnsure } from './isUnsure.ts';
import { sameWord } from './sameWord.ts';

/** A word this close to the end of the sound was likely cut in two. */
const CUT_MS = 350;

/**
 * How many tentative words are shown: all but those at the end that the pass before did not have, and that the model is
 * unsure of or that end with the sound. What is cut in two flickers; half a second later it is whole. The first word of a phrase is waited for and comes at once.
 */
export function shownWords(before: readonly HeardWord[], now: readonly HeardWord[], soundEndMs: number): number {
  let count = now.length;
  while (count > 1) {
    const [word, other] = [now[count - 1]!, before[count - 1]];
    const isWhole = word.endMs <= soundEndMs - CUT_MS && !isUnsure(word);
    if (isWhole || (other && sameWord(word.text, other.text))) break;
    count--;
  }
  return count;
}
