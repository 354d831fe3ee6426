import { sentenceEnds } from './sentenceEnds.ts';

/** A first chunk of about a second is heard soon; its clause has at least this many characters. */
const FIRST_CLAUSE = 12;
const FIRST_LIMIT = 40;
/** A whole sentence that is hardly longer sounds better than one that is cut. */
const FIRST_SENTENCE = 60;
/** Shorter sentences are said together with the next one. */
const SHORTEST = 30;
/** What most synthesisers say well in one go. */
export const LONGEST_CHUNK = 300;
const CLAUSE = /[,;:—–](?=\s)/g;

/**
 * Where a text to be spoken is cut: the place behind the first chunk of `text`, which must not begin with a blank.
 *
 * @param isFirst the chunk that a person waits for: shorter
 * @param isFinal nothing follows `text`; otherwise a last sentence that may go on is not taken
 * @param longest characters that may be said in one go
 * @returns null when it is not clear yet
 */
export function cutSpeech(
  text: string,
  { isFirst, isFinal, longest = LONGEST_CHUNK }: { readonly isFirst: boolean; readonly isFinal: boolean; readonly longest?: number },
): number | null {
  // Ends beyond do not matter, and the way to them costs.
  const near = text.slice(0, longest + 50);
  const isWhole = isFinal && near.length === text.length;
  const ends = sentenceEnds(near, { isOpen: !isFinal && near.length === text.length }).filter((end) => isWhole || end < near.length);
  const limit = isFirst ? FIRST_LIMIT : longest;
  if (isFirst) {
    const [end = Infinity] = ends;
    const clause = clauseEnds(near).find((place) => place >= FIRST_CLAUSE) ?? Infinity;
    const first = Math.min(end, clause);
    if (first <= (first === end ? FIRST_SENTENCE : FIRST_LIMIT)) return first;
  } else {
    const end = ends.find((place) => place >= SHORTEST);
    if (end !== undefined && end <= limit) return end;
    // Only short sentences, and then one that is too long.
    const short = ends.findLast((place) => place <= limit);
    if (short !== undefined && near.length > limit) return short;
  }
  if (text.length <= limit) return isFinal ? text.length : null;
  // A first sentence may still turn out to be short enough.
  if (isFirst && !isFinal && text.length <= FIRST_SENTENCE) return null;
  if (isFirst && isFinal && text.length <= FIRST_SENTENCE) return text.length;
  return lastBefore(near, limit, isFirst);
}

function clauseEnds(text: string): number[] {
  return [...text.matchAll(CLAUSE)].map(({ index }) => index + 1);
}

/** The best place up to `limit` in a text without a sentence end: a clause, a blank, anywhere but within a character. */
function lastBefore(text: string, limit: number, isFirst: boolean): number {
  const clause = clauseEnds(text).findLast((place) => place <= limit);
  if (clause !== undefined && clause >= (isFirst ? FIRST_CLAUSE : SHORTEST)) return clause;
  const blank = text.lastIndexOf(' ', limit);
  if (blank > 0) return blank;
  const isHalf = /[\uD800-\uDBFF]/.test(text[limit - 1] ?? '');
  return isHalf ? limit - 1 : limit;
}
