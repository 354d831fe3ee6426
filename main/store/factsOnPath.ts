import { foldText } from '../../app/conversation/foldText.ts';
import { hasManyValues } from '../../app/memory/facts/hasManyValues.ts';
import { readFacts, type StoredFact } from './readFacts.ts';
import { recallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

/** The conversation's entries that were said beside the path, with what took their place. */
function saidBeside(sql: Sql, conversationId: string, leafId: string | null): Map<number, number | null> {
  const { table, values } = recallScope(sql, { conversationId, leafId, everywhere: false });
  const rows = sql.all<{ n: number; by: number | null }>(
    `${table} SELECT f.n, f.superseded_by AS "by" FROM fact f
     WHERE f.conversation = ?1 AND f.turn IS NOT NULL AND f.turn NOT IN (SELECT n FROM scope)`,
    ...values,
  );
  return new Map(rows.map(({ n, by }) => [n, by]));
}

/** Entries on the path whose place was taken on other branches alone: on this one they hold. */
function correctedBeside(sql: Sql, beside: ReadonlyMap<number, number | null>): StoredFact[] {
  const ends = new Set<number>();
  // What takes the place of another is newer.
  for (const [n, by] of [...beside].toSorted(([a], [b]) => b - a)) if (by === null || ends.has(by)) ends.add(n);
  return readFacts(sql, 'f.superseded_by IN (SELECT value FROM json_each(?))', JSON.stringify([...ends])).filter(
    ({ n }) => !beside.has(n),
  );
}

const aboutSame = (a: StoredFact, b: StoredFact): boolean =>
  !hasManyValues(a.subject) && foldText(a.subject).text === foldText(b.subject).text;

/**
 * The entries of a conversation that hold on a path, newest first: said there, or written by the person, and not
 * corrected there.
 *
 * @param leafId where the path ends; null: the active path
 */
export function factsOnPath(sql: Sql, conversationId: string, leafId: string | null): StoredFact[] {
  const own = readFacts(
    sql,
    'f.conversation = (SELECT n FROM conversation WHERE id = ?) AND f.superseded_by IS NULL ORDER BY f.n DESC',
    conversationId,
  );
  const beside = saidBeside(sql, conversationId, leafId);
  if (beside.size === 0) return own;
  const here = own.filter(({ n }) => !beside.has(n));
  const held = correctedBeside(sql, beside)
    .toSorted((a, b) => b.n - a.n)
    // An entry names one that took its place; where another branch did so first, its subject tells.
    .filter((fact, i, all) => ![...here, ...all.slice(0, i)].some((other) => other.n > fact.n && aboutSame(other, fact)));
  return [...here, ...held].toSorted((a, b) => b.n - a.n);
}
