import type { HeardWord } from '../decode/HeardWord.ts';
import { isUnsure } from './isUnsure.ts';
import { sameWord } from './sameWord.ts';

/** What ends so close to the end of the sound may still become another word: it is what follows that makes it sure. */
const MARGIN_MS = 3_000;
/** What is so far behind it stays as it is, however unsure the model is. */
const LONG_SAID_MS = 8_000;

/**
 * Local agreement (Liu et al. 2020, arXiv:2005.11185, section 3; `whisper_streaming`): how many words of this pass are
 * settled, because the pass before had the same ones. The last word of either stays open, for it may have been cut in
 * two and its mark is that of an end; so do words near the end of the sound, and from the first one on that the model is
 * unsure of: what is settled wrongly makes the words behind it wrong as well.
 */
export function agreedWords(before: readonly HeardWord[], now: readonly HeardWord[], soundEndMs: number): number {
  const most = Math.min(before.length, now.length) - 1;
  let count = 0;
  const isSettled = (at: number) => {
    const word = now[at]!;
    const saidMs = soundEndMs - word.endMs;
    const isSure = !isUnsure(word) || saidMs >= LONG_SAID_MS;
    return isSure && saidMs >= MARGIN_MS && sameWord(before[at]!.text, word.text);
  };
  while (count < most && isSettled(count)) count++;
  return count;
}
