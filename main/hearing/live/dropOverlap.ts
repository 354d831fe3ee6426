import type { HeardWord } from '../decode/HeardWord.ts';
import { sameWord } from './sameWord.ts';

const LONGEST = 5;
/** What is repeated stands at the very start of the sound; a real repetition takes longer. */
const WITHIN_MS = 400;

/**
 * `words` without those at their start that end what is committed already: where sound was cut in a word, or the model
 * says its prompt again. Up to five words, and only those said within the first 0.4 s behind `fromMs`.
 */
export function dropOverlap(
  committed: readonly HeardWord[],
  words: readonly HeardWord[],
  fromMs: number,
): readonly HeardWord[] {
  for (let count = Math.min(LONGEST, committed.length, words.length); count > 0; count--) {
    const repeats = words
      .slice(0, count)
      .every((word, at) => sameWord(word.text, committed[committed.length - count + at]!.text));
    if (repeats && words[count - 1]!.endMs <= fromMs + WITHIN_MS) return words.slice(count);
  }
  return words;
}
