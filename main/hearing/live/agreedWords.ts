import type { HeardWord } from '../decode/HeardWord.ts';
import { sameWord } from './sameWord.ts';

/** What ends so close to the end of the sound may still become another word. */
const MARGIN_MS = 600;

/**
 * Local agreement (Liu et al. 2020, arXiv:2005.11185, section 3; `whisper_streaming`): how many words of this pass are
 * settled, because the pass before had the same ones. The last word of either stays open, for it may have been cut in
 * two and its mark is that of an end; so do words near the end of the sound.
 */
export function agreedWords(before: readonly HeardWord[], now: readonly HeardWord[], soundEndMs: number): number {
  const most = Math.min(before.length, now.length) - 1;
  let count = 0;
  while (count < most && sameWord(before[count]!.text, now[count]!.text) && now[count]!.endMs <= soundEndMs - MARGIN_MS) count++;
  return count;
}
