import type { VoiceState } from './VoiceState.ts';

/** A voice conversation that has not been started. */
export function createVoiceState(): VoiceState {
  return {
    phase: 'stopped',
    phrases: [],
    firstPhrase: 0,
    spokeFrom: null,
    spokeTo: null,
    pressed: false,
    complete: false,
    prefilled: 0,
    speculated: null,
    speculations: 0,
    ready: false,
    playingSince: 0,
    heardTo: 0,
    saying: '',
    heardAt: 0,
    echoes: false,
    loudness: null,
    voice: null,
    haltedAt: 0,
  };
}
