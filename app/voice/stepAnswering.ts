import { goesOn } from './goesOn.ts';
import { interrupts } from './interrupts.ts';
import { isNobody } from './isNobody.ts';
import { isSpeaking } from './isSpeaking.ts';
import { newTurn } from './newTurn.ts';
import { saysSince } from './saysSince.ts';
import { stepListening } from './stepListening.ts';
import { substanceOf } from './substanceOf.ts';
import { turnText } from './turnText.ts';
import { voiceLimits } from './voiceLimits.ts';
import type { VoiceEvent } from './VoiceEvent.ts';
import type { VoiceState } from './VoiceState.ts';
import { stepTo, type VoiceStep } from './VoiceStep.ts';

/** The answer is played (`speaking`), played quietly because somebody speaks (`ducking`), or was silenced (`halted`). */
export function stepAnswering(state: VoiceState, event: VoiceEvent): VoiceStep {
  const { phase } = state;
  if (event.kind === 'playback') return stepTo(state, { heardTo: event.heardTo, saying: event.saying, heardAt: event.at });
  if (event.kind === 'playback-end') return stepTo(state, { phase: 'listening', ...unlessSpoken(state) }, { kind: 'finished' });
  if (event.kind === 'answer-failed') return stepTo(state, { phase: 'listening', ...unlessSpoken(state) }, { kind: 'interrupt' });
  if (event.kind === 'press') return interrupt(isTurn(state) ? state : { ...state, ...newTurn(state) }, event);
  if (interrupts(state, event.at)) return interrupt(state, event);
  if (event.kind === 'words' && !state.echoes && substanceOf(event.text, state.saying).hasEcho) return stepAnswering({ ...state, echoes: true }, event);
  if (event.kind === 'speech-start') {
    const fresh = { ...goesOn(state), spokeFrom: state.spokeFrom, spokeTo: null };
    return phase === 'speaking' ? stepTo(state, { ...fresh, phase: 'ducking' }, { kind: 'duck' }) : stepTo(state, fresh);
  }
  if (phase === 'ducking') {
    if (!isSpeaking(state) || isNobody(state)) return stepTo(state, { phase: 'speaking' }, { kind: 'unduck' });
    const isWordless = event.at - (saysSince(state) ?? event.at) >= voiceLimits.wordless;
    return isWordless ? stepTo(state, { phase: 'halted', haltedAt: event.at }, { kind: 'silence' }) : stepTo(state, {});
  }
  if (phase === 'halted' && (!isSpeaking(state) || isNobody(state)) && event.at - state.haltedAt >= voiceLimits.falseAlarm) {
    const change = { phase: 'speaking', playingSince: event.at } as const;
    return stepTo(state, { ...goesOn(state), ...change }, { kind: 'resume', heardTo: state.heardTo });
  }
  return stepTo(state, {});
}

/** The person takes the floor; what they said over the answer begins their turn. */
function interrupt(state: VoiceState, event: VoiceEvent): VoiceStep {
  const { state: next, effects } = stepListening({ ...state, phase: 'listening' }, event);
  const silence = state.phase === 'halted' ? [] : [{ kind: 'silence' } as const];
  return { state: next, effects: [...silence, { kind: 'interrupt' }, ...effects] };
}

/** Whether what is said over the answer is a turn's beginning: what was only muttered, or comes back from the loudspeaker, is none. */
function isTurn({ phase, phrases, saying }: VoiceState): boolean {
  return phase !== 'speaking' && substanceOf(turnText(phrases), saying).words > 0;
}

/** Somebody who speaks over the last words of an answer has begun their turn, but neither its echo nor what is far away has. */
function unlessSpoken(state: VoiceState): Partial<VoiceState> {
  if (!isSpeaking(state)) return { ...newTurn(state), spokeFrom: null, spokeTo: null };
  return isNobody(state) ? { phrases: state.phrases.map((phrase) => ({ ...phrase, text: '', stable: 0 })), loudness: null } : {};
}
