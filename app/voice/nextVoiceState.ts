import { newTurn } from './newTurn.ts';
import { noteSpeech } from './noteSpeech.ts';
import { stepAnswering } from './stepAnswering.ts';
import { stepListening } from './stepListening.ts';
import { stepThinking } from './stepThinking.ts';
import type { VoiceEffect } from './VoiceEffect.ts';
import type { VoiceEvent } from './VoiceEvent.ts';
import type { VoiceState } from './VoiceState.ts';
import { stepTo, type VoiceStep } from './VoiceStep.ts';
import { withoutEcho } from './withoutEcho.ts';

/**
 * A voice conversation's next state, and what is to be done. A pure function: microphone, models and loudspeaker send
 * events, and the effects are carried out in their order. `tick` is wanted at the time that `voiceTimer` tells.
 */
export function nextVoiceState(state: VoiceState, told: VoiceEvent): VoiceStep {
  const event = withoutEcho(state, told);
  if (event.kind === 'stop') return stop(state);
  if (event.kind === 'start') {
    return state.phase === 'stopped' ? stepTo(state, { ...newTurn(state), phase: 'listening', spokeFrom: null, spokeTo: null }) : stepTo(state, {});
  }
  if (state.phase === 'stopped') return stepTo(state, {});
  const noted = noteSpeech(state, event);
  if (noted.phase === 'listening') return stepListening(noted, event);
  if (noted.phase === 'thinking') return stepThinking(state, noted, event);
  return stepAnswering(noted, event);
}

function stop(state: VoiceState): VoiceStep {
  const effects: Record<VoiceState['phase'], readonly VoiceEffect[]> = {
    stopped: [],
    listening: state.speculated === null ? [] : [{ kind: 'discard' }],
    thinking: [{ kind: 'leave' }],
    speaking: [{ kind: 'silence' }, { kind: 'leave' }],
    ducking: [{ kind: 'silence' }, { kind: 'leave' }],
    halted: [{ kind: 'leave' }],
  };
  return stepTo(state, { ...newTurn(state), phase: 'stopped', pressed: false }, ...effects[state.phase]);
}
