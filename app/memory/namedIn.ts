import { contentWords } from './contentWords.ts';

/** What stands behind a possessive: "my sister's flight" is about one's sister. */
const BELONGING = /\b(?:my|our|your|his|her|their)\s+(\p{L}+)/giu;
/** A name: capitalised, and not because a sentence begins. */
const NAME = /(?<=[\p{Ll}\p{N},;:]['"’”)]*\s+)\p{Lu}[\p{L}\p{N}-]+/gu;

/**
 * Whom or what a question names: those of its words that a text about somebody or something else does not have.
 *
 * @returns stems, as `contentWords` has them; empty when it names nothing
 */
export function namedIn(question: string): ReadonlySet<string> {
  const words = [...question.matchAll(BELONGING)].map((match) => match[1] ?? '').concat(question.match(NAME) ?? []);
  return new Set(contentWords(words.join(' ')).map(({ stem }) => stem));
}
