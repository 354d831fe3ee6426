import { isSpeaking } from './isSpeaking.ts';
import { isUnfinished } from './isUnfinished.ts';
import { turnText } from './turnText.ts';
import { voiceLimits } from './voiceLimits.ts';
import type { VoiceState } from './VoiceState.ts';

/**
 * When the person's turn ends if nothing more is said: known to be complete, or the last sentence is closed and
 * not plainly unfinished, or it was silent long enough. Null while they speak or have said nothing. Before the words are final only the long silence counts.
 */
export function turnEnd(state: VoiceState): number | null {
  const text = turnText(state.phrases);
  if (isSpeaking(state) || state.spokeTo === null || text === '') return null;
  const isFinal = state.phrases.every(({ final }) => final);
  if (isFinal && state.complete) return state.spokeTo;
  const isClosed = isFinal && /[.!?…。！？]["'”’»)\]]*$/u.test(text) && !isUnfinished(text);
  return state.spokeTo + (isClosed ? voiceLimits.closedSilence : voiceLimits.longestSilence);
}
