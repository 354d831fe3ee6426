import type { HeardWord } from '../decode/HeardWord.ts';
import { sameWord } from './sameWord.ts';

/** What ends so close to the end of the sound may still become another word: it is what follows that makes it sure. */
const MARGIN_MS = 3_000;
/** What has stood for so long stays, though another word may be likelier by now: text that was read shall stand. */
const STOOD_MS = 5_000;

/**
 * Local agreement (Liu et al. 2020, arXiv:2005.11185, section 3; `whisper_streaming`): how many words of this pass are
 * settled, because the pass before had the same ones. The last word of either stays open, for it may have been cut in
 * two and its mark is that of an end; so do words near the end of the sound, and for longer those that are only kept so
 * that the text is quiet.
 */
export function agreedWords(before: readonly HeardWord[], now: readonly HeardWord[], soundEndMs: number): number {
  const most = Math.min(before.length, now.length) - 1;
  let count = 0;
  const isSettled = (at: number) => {
    const word = now[at]!;
    return word.endMs <= soundEndMs - (word.doubted ? STOOD_MS : MARGIN_MS) && sameWord(before[at]!.text, word.text);
  };
  while (count < most && isSettled(count)) count++;
  return count;
}
