import type { VoiceEvent } from './VoiceEvent.ts';
import type { VoiceState } from './VoiceState.ts';

/** Takes down who speaks and what was said, which is the same in every phase. */
export function noteSpeech(state: VoiceState, event: VoiceEvent): VoiceState {
  const { kind, at } = event;
  if (kind === 'press') return { ...state, pressed: true, spokeFrom: at, spokeTo: null, complete: false };
  // Letting go says that all is said.
  if (kind === 'release') return { ...state, pressed: false, spokeTo: at, complete: true };
  // While the key is held, it says who speaks.
  if (kind === 'speech-start' && !state.pressed) return { ...state, spokeFrom: event.from, spokeTo: null, complete: false };
  if (kind === 'speech-stop' && !state.pressed) return { ...state, spokeTo: event.to };
  if (kind !== 'words' || event.phrase < state.firstPhrase) return state;
  const { phrase: number, text, stable, final, confidence } = event;
  const from = state.phrases.find((phrase) => phrase.number === number)?.from ?? state.spokeFrom ?? event.at;
  const others = state.phrases.filter((phrase) => phrase.number !== number);
  const loudness = event.loudness === null ? state.loudness : Math.max(event.loudness, state.loudness ?? event.loudness);
  return { ...state, loudness, phrases: [...others, { number, text, stable, final, confidence, from }].toSorted((a, b) => a.number - b.number) };
}
