import type { VoiceState } from './VoiceState.ts';

/** What changes when the person's next turn begins: nothing is said in it yet. Words of the turn before come too late. */
export function newTurn({ phrases, firstPhrase }: VoiceState) {
  const last = phrases.at(-1)?.number;
  return {
    phrases: [],
    firstPhrase: last === undefined ? firstPhrase : last + 1,
    complete: false,
    prefilled: 0,
    speculated: null,
    speculations: 0,
    ready: false,
    loudness: null,
  } satisfies Partial<VoiceState>;
}
