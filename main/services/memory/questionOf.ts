import { contentWords } from '../../../app/memory/contentWords.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';

/** What the memory is searched for. */
export interface Question {
  readonly turnId: string;
  readonly text: string;
  /** the message before, when this one may be about it ("And his dog?"); null when it says all by itself */
  readonly before: string | null;
}

/** A message with fewer characters may be about what was said just before ("And his sister?"). */
const SHORT_QUESTION = 40;
/** Words that stand for something said before. */
const LEANS = /^(?:and|but|so|then|also)\b|\b(?:he|she|it|they|him|her|his|hers|its|them|their|this|that|these|those|there|then|one|ones|so|too|else)\b/i;
/** With fewer words of content it says nothing by itself. */
const ENOUGH_WORDS = 2;
/** Characters that are searched with: the beginning and the end of a long message, where its question stands. */
const MAX_QUESTION = 2_000;

/**
 * What to search the memory for: the last message and, with a short one that leans on it, the message before.
 *
 * @param turns the path, oldest first; may end with the answer to be written
 * @returns null when nobody asked anything
 */
export function questionOf(turns: readonly Pick<Turn, 'id' | 'role' | 'text'>[]): Question | null {
  const asked = turns.filter(({ role, text }) => role === 'user' && text !== '');
  const last = asked.at(-1);
  if (last === undefined) return null;
  const before = asked.at(-2);
  const leans = LEANS.test(last.text) || contentWords(last.text).length < ENOUGH_WORDS;
  const isWanted = last.text.length < SHORT_QUESTION && leans && before !== undefined;
  return { turnId: last.id, text: cut(last.text), before: isWanted ? cut(before.text) : null };
}

function cut(text: string): string {
  if (text.length <= MAX_QUESTION) return text;
  return `${text.slice(0, MAX_QUESTION / 2)}\n${text.slice(-MAX_QUESTION / 2)}`.toWellFormed();
}
