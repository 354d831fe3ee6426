import { isDistant } from './isDistant.ts';
import { isSpeaking } from './isSpeaking.ts';
import { newTurn } from './newTurn.ts';
import { sameWords } from './sameWords.ts';
import { stepListening } from './stepListening.ts';
import { substanceOf } from './substanceOf.ts';
import type { VoiceEvent } from './VoiceEvent.ts';
import type { VoiceState } from './VoiceState.ts';
import { stepTo, type VoiceStep } from './VoiceStep.ts';
import { voiceLimits } from './voiceLimits.ts';

/**
 * The message is given and nothing of the answer was heard yet. Who says more goes on with the same turn; while somebody
 * speaks, nothing is played. What is said far away is nobody's turn, nor is what goes on without any word.
 */
export function stepThinking(before: VoiceState, state: VoiceState, event: VoiceEvent): VoiceStep {
  if (event.kind === 'press' || (event.kind === 'words' && saysMore(before, event) && !isDistant({ ...event, voice: state.voice }))) return goOn(state, event);
  if (event.kind === 'answer-failed') return stepTo(state, { ...newTurn(state), phase: 'listening' });
  const ready = state.ready || event.kind === 'answer-ready';
  const isWordless = state.spokeFrom !== null && event.at - state.spokeFrom >= voiceLimits.wordless;
  return ready && (!isSpeaking(state) || isDistant(state) || isWordless) ? play(state, event.at) : stepTo(state, { ready });
}

/** Whether these words are none of the message that was given. */
function saysMore({ phrases, firstPhrase }: VoiceState, { phrase, text }: Extract<VoiceEvent, { kind: 'words' }>): boolean {
  if (phrase < firstPhrase) return false;
  const known = phrases.find(({ number }) => number === phrase);
  // A message that was given before its words were final may get others yet.
  return known === undefined ? substanceOf(text, '').words > 0 : !known.final && !sameWords(known.text, text);
}

function goOn(state: VoiceState, event: VoiceEvent): VoiceStep {
  const { state: next, effects } = stepListening({ ...state, phase: 'listening', complete: false, ready: false }, event);
  return { state: next, effects: [{ kind: 'retract' }, ...effects] };
}

function play(state: VoiceState, at: number): VoiceStep {
  const change = { phase: 'speaking', playingSince: at, heardTo: 0, saying: '', echoes: false } as const;
  return stepTo(state, { ...newTurn(state), ...change }, { kind: 'play' });
}
