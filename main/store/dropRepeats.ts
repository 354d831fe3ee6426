import { contentWords } from '../../app/memory/contentWords.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';

/** Share of an answer's words that another quotation has, from which on the answer says nothing new. */
const REPEATS = 0.9;

/**
 * Leaves out what says again what stands before it: the same words, or an answer that repeats the person's message
 * ("So your dog is called Rufus.").
 */
export function dropRepeats<T extends Pick<Quotation, 'role' | 'text'>>(quotations: readonly T[]): T[] {
  const kept: { item: T; stems: Set<string> }[] = [];
  for (const item of quotations) {
    const stems = new Set(contentWords(item.text).map(({ stem }) => stem));
    const isRepeat = kept.some((other) => {
      if (other.item.text === item.text) return true;
      if (item.role === 'user' || stems.size === 0) return false;
      return [...stems].filter((stem) => other.stems.has(stem)).length >= REPEATS * stems.size;
    });
    if (!isRepeat) kept.push({ item, stems });
  }
  return kept.map(({ item }) => item);
}
