import { newTurn } from './newTurn.ts';
import type { VoiceState } from './VoiceState.ts';

/**
 * What changes when somebody speaks again over an answer: what was muttered before is over, but a phrase that recognition
 * goes on with is the same one, and what comes of it now counts.
 */
export function goesOn(state: VoiceState) {
  const open = state.phrases.filter(({ final }) => !final);
  const [first] = open;
  return { ...newTurn(state), ...(first && { phrases: open, firstPhrase: first.number, loudness: state.loudness }) } satisfies Partial<VoiceState>;
}
