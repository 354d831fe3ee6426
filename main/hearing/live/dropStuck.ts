import type { HeardWord } from '../decode/HeardWord.ts';

/** So many words in succession take so little time that nobody said them: the attention did not move on. */
const COUNT = 4;
const TOGETHER_MS = 160;

/**
 * `words` up to where the attention of the alignment heads makes no progress any more: there the model goes on without
 * listening. Four words within 160 ms are faster than speech.
 */
export function dropStuck(words: readonly HeardWord[]): readonly HeardWord[] {
  for (let at = 0; at + COUNT <= words.length; at++) {
    if (words[at + COUNT - 1]!.endMs - words[at]!.startMs < TOGETHER_MS) return words.slice(0, at);
  }
  return words;
}
