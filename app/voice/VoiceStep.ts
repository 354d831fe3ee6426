import type { VoiceEffect } from './VoiceEffect.ts';
import type { VoiceState } from './VoiceState.ts';

/** A state and what is to be done on the way to it. */
export interface VoiceStep {
  readonly state: VoiceState;
  readonly effects: readonly VoiceEffect[];
}

/** The step to a changed state. */
export function stepTo(state: VoiceState, change: Partial<VoiceState>, ...effects: readonly VoiceEffect[]): VoiceStep {
  return { state: { ...state, ...change }, effects };
}
