import type { Word } from './Word.ts';

/**
 * How sure the recogniser was of each word of a text, as the text is parted by spaces: 0 to 1, of a word in several parts
 * the least. Empty where it tells nothing.
 */
export function wordConfidence(words: readonly Pick<Word, 'text' | 'probability'>[]): number[] {
  if (words.every(({ probability }) => probability === null)) return [];
  const sure: number[] = [];
  let isOpen = false;
  for (const { text, probability } of words) {
    for (const [part] of text.matchAll(/\s+|\S+/gu)) {
      const value = probability ?? 1;
      if (part.trim() === '') isOpen = false;
      else if (isOpen) sure.push(Math.min(sure.pop() ?? 1, value));
      else isOpen = sure.push(value) > 0;
    }
  }
  return sure;
}
