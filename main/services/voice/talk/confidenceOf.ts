import type { Word } from '../../../../app/captions/Word.ts';

/** How sure recognition is of some words: the geometric mean of their probabilities, 0 to 1; null without words, or when one has none. */
export function confidenceOf(words: readonly Pick<Word, 'probability'>[]): number | null {
  const known = words.flatMap(({ probability }) => probability ?? []);
  if (words.length === 0 || known.length < words.length) return null;
  return Math.exp(known.reduce((sum, probability) => sum + Math.log(probability), 0) / known.length);
}
