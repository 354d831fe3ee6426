import { contentWords } from '../../app/memory/contentWords.ts';
import type { Quotation } from '../../app/memory/Quotation.ts';

/** Share of an answer's words that another quotation has, from which on the answer says nothing new. */
const REPEATS = 0.9;

interface Kept<T> {
  readonly item: T;
  readonly stems: ReadonlySet<string>;
}

/** True for an answer whose words stand in the other, nearly all. */
function repeats<T extends Pick<Quotation, 'role'>>({ item, stems }: Kept<T>, other: Kept<T>): boolean {
  if (item.role === 'user' || stems.size === 0) return false;
  return [...stems].filter((stem) => other.stems.has(stem)).length >= REPEATS * stems.size;
}

/**
 * Leaves out what is said twice: the same words, or an answer that repeats the person's message ("So your dog is called
 * Rufus."). Of these two the person's stays, at the place of the one that comes first.
 */
export function dropRepeats<T extends Pick<Quotation, 'role' | 'text'>>(quotations: readonly T[]): T[] {
  const kept: Kept<T>[] = [];
  for (const item of quotations) {
    const entry = { item, stems: new Set(contentWords(item.text).map(({ stem }) => stem)) };
    if (kept.some((other) => other.item.text === item.text || repeats(entry, other))) continue;
    const repeated = item.role === 'user' ? kept.findIndex((other) => repeats(other, entry)) : -1;
    if (repeated >= 0) kept[repeated] = entry;
    else kept.push(entry);
  }
  return kept.map(({ item }) => item);
}
