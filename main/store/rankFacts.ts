import { contentWords } from '../../app/memory/contentWords.ts';
import type { StoredFact } from './readFacts.ts';

/** A word of the subject says more about what an entry is for than one of its value. */
const SUBJECT_WEIGHT = 2;
/** Share of the question's words, by weight, that an entry must have: with whose it is alone, it helps nobody. */
const LEAST_SHARE = 0.5;
/** Words of a question that are looked for: each is compared with every entry. */
const MAX_WORDS = 32;

/**
 * The entries that share words with a question, best first: each shared word counts by how few entries have it, among
 * equals the newer is first.
 */
export function rankFacts(facts: readonly StoredFact[], query: string): StoredFact[] {
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
  const scoreOf = ({ subject, value }: (typeof entries)[number]): { score: number; share: number } => {
    const shared = [...weights].filter(([stem]) => subject.has(stem) || value.has(stem));
    return {
      score: shared.reduce((sum, [stem, weight]) => sum + (subject.has(stem) ? SUBJECT_WEIGHT : 1) * weight, 0),
      share: shared.reduce((sum, [, weight]) => sum + weight, 0) / whole,
    };
  };
  return entries
    .map((entry) => ({ fact: entry.fact, ...scoreOf(entry) }))
    .filter(({ score, share }) => score > 0 && share >= LEAST_SHARE)
    .toSorted((a, b) => b.score - a.score || b.fact.createdAt - a.fact.createdAt || b.fact.n - a.fact.n)
    .map(({ fact }) => fact);
}
