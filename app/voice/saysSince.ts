import { substanceOf } from './substanceOf.ts';
import { turnText } from './turnText.ts';
import type { VoiceState } from './VoiceState.ts';

/**
 * When the speech over an answer began that goes on: words that recognition doubts stop no answer, and a short pause
 * within their phrase is no end of it. Null before any speech.
 */
export function saysSince({ phrases, saying, echoes, spokeFrom }: VoiceState): number | null {
  const open = phrases.filter(({ final }) => !final);
  const [first] = open;
  if (spokeFrom === null || !first || substanceOf(turnText(open), saying, { echoes }).words === 0) return spokeFrom;
  return Math.min(spokeFrom, first.from);
}
