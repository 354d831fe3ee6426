import { contentWords } from '../../app/memory/contentWords.ts';
import type { StoredFact } from './readFacts.ts';

/** A word of the subject says more about what an entry is for than one of its value. */
const SUBJECT_WEIGHT = 2;
/** Share of meaning in how an entry fits; words have the rest. */
const MEANING = 0.7;
/** An entry helps nobody that does not fit so well, or, by words alone, has no such share of the question's. */
const LEAST_FIT = 0.45;
const LEAST_SHARE = 0.5;
/** Words of a question that are looked for: each is compared with every entry. */
const MAX_WORDS = 32;

/**
 * The entries that fit a question, best first. By words: each shared one counts by how few entries have it. By meaning,
 * where an entry has a vector: both are added by weight, as `recall` does. Among equals the newer is first.
 *
 * @param near cosines of entries and question, by the entry's row; without any, words decide alone
 */
export function rankFacts(
  facts: readonly StoredFact[],
  query: string,
  near: ReadonlyMap<number, number> = new Map(),
): StoredFact[] {
  const asked = new Set(contentWords(query).slice(0, MAX_WORDS).map(({ stem }) => stem));
  const entries = facts.map((fact) => ({
    fact,
    subject: new Set(contentWords(fact.subject).map(({ stem }) => stem)),
    value: new Set(contentWords(fact.value).map(({ stem }) => stem)),
  }));
  const having = (stem: string): number =>
    entries.filter(({ subject, value }) => subject.has(stem) || value.has(stem)).length;
  const weights = new Map([...asked].map((stem) => [stem, Math.log1p(facts.length / Math.max(1, having(stem)))]));
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const fitOf = ({ fact, subject, value }: (typeof entries)[number]): { fit: number; score: number } => {
    const shared = [...weights].filter(([stem]) => subject.has(stem) || value.has(stem));
    const share = whole === 0 ? 0 : shared.reduce((sum, [, weight]) => sum + weight, 0) / whole;
    const score = shared.reduce((sum, [stem, weight]) => sum + (subject.has(stem) ? SUBJECT_WEIGHT : 1) * weight, 0);
    const cosine = near.get(fact.n);
    if (cosine === undefined) return { fit: share >= LEAST_SHARE ? share : 0, score };
    const fit = MEANING * Math.max(0, cosine) + (1 - MEANING) * share;
    return { fit: fit >= LEAST_FIT ? fit : 0, score };
  };
  return entries
    .map((entry) => ({ fact: entry.fact, ...fitOf(entry) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit || b.score - a.score || b.fact.createdAt - a.fact.createdAt || b.fact.n - a.fact.n)
    .map(({ fact }) => fact);
}
