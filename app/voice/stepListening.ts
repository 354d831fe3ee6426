import { isSpeaking } from './isSpeaking.ts';
import { sameWords } from './sameWords.ts';
import { stableClauses } from './stableClauses.ts';
import { turnEnd } from './turnEnd.ts';
import { turnText } from './turnText.ts';
import { voiceLimits } from './voiceLimits.ts';
import type { VoiceEffect } from './VoiceEffect.ts';
import type { VoiceEvent } from './VoiceEvent.ts';
import type { VoiceState } from './VoiceState.ts';
import { stepTo, type VoiceStep } from './VoiceStep.ts';

/**
 * The person has the floor. What they say is read ahead clause by clause; when the voice stops an answer is begun, and
 * thrown away when they go on or the words turn out to be others.
 */
export function stepListening(state: VoiceState, event: VoiceEvent): VoiceStep {
  const effects: VoiceEffect[] = [];
  const text = turnText(state.phrases);
  let { complete, prefilled, speculated, speculations } = state;
  if (event.kind === 'turn-complete') complete = !isSpeaking(state) && event.probability > voiceLimits.completeAbove;

  const isOther = speculated !== null && !sameWords(speculated, text);
  if (speculated !== null && (isSpeaking(state) || isOther)) {
    effects.push({ kind: 'discard' });
    speculated = null;
  }
  const stable = stableClauses(state.phrases);
  if (isSpeaking(state) && stable > prefilled) {
    effects.push({ kind: 'prefill', text: text.slice(0, stable) });
    prefilled = stable;
  }
  const end = turnEnd({ ...state, complete });
  if (end !== null && event.at >= end) {
    const committed: VoiceEffect = { kind: 'commit', text };
    return stepTo(state, { phase: 'thinking', complete, prefilled, speculated: null, speculations, ready: false, voice: state.loudness, loudness: null }, ...effects, committed);
  }
  if (state.spokeTo !== null && text !== '' && speculated === null && speculations < voiceLimits.speculations) {
    effects.push({ kind: 'speculate', text });
    speculated = text;
    speculations++;
  }
  const isNoise = text === '' && state.spokeTo !== null && event.at >= state.spokeTo + voiceLimits.forgotten;
  const spoke = isNoise ? { spokeFrom: null, spokeTo: null } : {};
  return stepTo(state, { complete, prefilled, speculated, speculations, ...spoke }, ...effects);
}
