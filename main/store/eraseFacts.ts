import { contentWords } from '../../app/memory/contentWords.ts';
import type { Fact } from '../../app/memory/Fact.ts';
import { pinnedName } from '../../app/memory/pinnedName.ts';
import { eraseFromProblems } from './eraseFromProblems.ts';
import { readFacts, type StoredFact } from './readFacts.ts';
import type { Sql } from './sql.ts';

/** Deletes one entry; what it superseded is superseded by what took its place, or is current again. */
function deleteFact(sql: Sql, n: number): void {
  sql.run('UPDATE fact SET superseded_by = (SELECT superseded_by FROM fact WHERE n = ?1) WHERE superseded_by = ?1', n);
  sql.run('DELETE FROM fact WHERE n = ?', n);
}

/** Takes entries out of what is told with answers that failed. */
export function eraseFactsFromProblems(sql: Sql, facts: readonly Pick<Fact, 'subject' | 'value'>[]): void {
  eraseFromProblems(sql, facts.map(({ subject, value }) => pinnedName(`${subject}: ${value}`)));
}

/** Deletes an entry and everything that it superseded. Returns the ids. */
export function eraseFactWithHistory(sql: Sql, n: number): string[] {
  const erased = sql.all<{ n: number; id: string; subject: string; value: string }>(
    `WITH RECURSIVE chain (n) AS (
       SELECT ?1 UNION SELECT f.n FROM chain CROSS JOIN fact f ON f.superseded_by = chain.n
     ) SELECT f.n, f.id, f.subject, f.value FROM chain CROSS JOIN fact f ON f.n = chain.n`,
    n,
  );
  for (const fact of erased) deleteFact(sql, fact.n);
  eraseFactsFromProblems(sql, erased);
  return erased.map(({ id }) => id);
}

/** True when the words of an entry's subject stand in the turn it was said in: it took over nothing. */
function standsAlone(sql: Sql, { turnId, subject }: StoredFact): boolean {
  const said = sql.get<{ text: string }>('SELECT text FROM turn WHERE id = ?', turnId);
  if (!said) return false;
  // "My dog" is told as "user's dog".
  const words = new Set(contentWords(`user ${said.text}`).map(({ stem }) => stem));
  return contentWords(subject).every(({ stem }) => words.has(stem));
}

/** An entry and, one after the other, those that took its place and its words. */
function withDependents(sql: Sql, fact: StoredFact): StoredFact[] {
  const chain = [fact];
  const known = new Set([fact.n]);
  for (;;) {
    const [successor] = readFacts(sql, 'f.id = ?', chain.at(-1)!.supersededBy);
    // A file that was damaged may lead in a ring.
    if (!successor || known.has(successor.n) || standsAlone(sql, successor)) return chain;
    known.add(successor.n);
    chain.push(successor);
  }
}

/**
 * Deletes what was said in a turn, and the corrections that took over its words: an entry's subject is that of the one
 * it corrects, unless its own turn names it too. What the turn had corrected is current again.
 *
 * @returns ids of the deleted entries
 */
export function eraseFactsOfTurn(sql: Sql, turn: number): string[] {
  const erased: StoredFact[] = [];
  for (;;) {
    const [fact] = readFacts(sql, 'f.turn = ? LIMIT 1', turn);
    if (!fact) break;
    for (const dependent of withDependents(sql, fact).toReversed()) {
      deleteFact(sql, dependent.n);
      erased.push(dependent);
    }
  }
  eraseFactsFromProblems(sql, erased);
  return erased.map(({ id }) => id);
}
