import { foldText } from '../../conversation/foldText.ts';
import { contentWords } from '../contentWords.ts';
import type { Fact } from '../Fact.ts';
import type { ExtractedFact } from './ExtractedFact.ts';
import { hasManyValues } from './hasManyValues.ts';
import { valueKind } from './valueOf.ts';

type Known = Pick<Fact, 'subject' | 'value'>;

const key = (text: string): string =>
  contentWords(text)
    .map(({ stem }) => stem)
    .toSorted()
    .join(' ');

/** "user's sister Anna's home" is "Anna's home": whoever has a name is known by it. */
const byName = (subject: string): string => subject.replace(/^user's [\p{Ll}-]+ (?=\p{Lu}[\p{L}-]*'s )/u, '');

const spaced = (text: string): string => ` ${(foldText(text).text.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

/** True when the words of `part` follow each other in `whole`. */
function says(whole: string, part: string): boolean {
  return spaced(part).trim() !== '' && spaced(whole).includes(spaced(part));
}

/**
 * The known entry that a new fact takes the place of; null when it is about something new. One that names the same
 * subject is that; a correction that names no subject, or a shorter one, is about the entry with the value that it says
 * is wrong, and without such a value about the newest entry of its kind.
 *
 * @param known current entries, newest first
 */
export function supersedes<T extends Known>(fact: Omit<ExtractedFact, 'sentence'>, known: readonly T[]): T | null {
  if (hasManyValues(fact.subject)) return null;
  const single = known.filter(({ subject }) => !hasManyValues(subject));
  const { insteadOf } = fact;
  if (fact.subject !== '') {
    const subject = key(fact.subject);
    const name = key(byName(fact.subject));
    const same = single.find((entry) => key(entry.subject) === subject) ?? single.find((entry) => key(byName(entry.subject)) === name);
    if (same || !fact.corrects) return same ?? null;
    const words = subject.split(' ');
    const longer = single.filter((entry) => {
      const known = new Set(key(entry.subject).split(' '));
      return words.every((word) => known.has(word));
    });
    if (longer.length === 1) return longer[0] ?? null;
  }
  if (insteadOf !== null) return single.find(({ value }) => says(value, insteadOf)) ?? null;
  if (fact.subject !== '') return null;
  const kind = valueKind(fact.value);
  const [newest] = known;
  return newest && !hasManyValues(newest.subject) && valueKind(newest.value) === kind ? newest : null;
}
