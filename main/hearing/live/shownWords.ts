import type { HeardWord } from '../decode/HeardWord.ts';
import { isUnsure } from './isUnsure.ts';
import { sameWord } from './sameWord.ts';

/** A word this close to the end of the sound was likely cut in two. */
const CUT_MS = 350;

/**
 * How many of the tentative words `now` are shown, when those of the pass before were `before` and `shown` of them were.
 * A new word is held back, with all behind it, where it ends with the sound or the model is unsure of it, until a second
 * pass says it again by itself: what is cut in two is whole half a second later, and a word that stands there only
 * because the pass before had it is mostly another one in the end. The first word of a phrase is waited for and comes at
 * once; what is shown stays as long as the passes say it.
 */
export function shownWords(
  before: readonly HeardWord[],
  shown: number,
  now: readonly HeardWord[],
  soundEndMs: number,
): number {
  let count = Math.min(1, now.length);
  for (; count < now.length; count++) {
    const [word, other] = [now[count]!, before[count]];
    const isSaidAgain = other !== undefined && sameWord(word.text, other.text) && (count < shown || !word.doubted);
    const isWhole = word.endMs <= soundEndMs - CUT_MS && !isUnsure(word);
    if (!isWhole && !isSaidAgain) break;
  }
  return count;
}
