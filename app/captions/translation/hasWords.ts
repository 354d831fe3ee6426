import type { TrialSentence } from './trialSentences.ts';

/** Whether one of each of the words stands in a text, as a whole word, whatever its case. */
export function hasWords(text: string, words: TrialSentence['words']): boolean {
  const there = new Set(text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu));
  return words.every((alternatives) => alternatives.some((word) => there.has(word)));
}
