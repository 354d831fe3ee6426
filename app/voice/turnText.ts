import type { HeardPhrase } from './VoiceState.ts';

/** What was said in a turn, as one text. */
export function turnText(phrases: readonly HeardPhrase[]): string {
  return phrases
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');
}
