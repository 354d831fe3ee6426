import { eraseFactsFromProblems } from './eraseFacts.ts';
import { eraseFromEvidence } from './eraseFromEvidence.ts';
import { emptyLog, eraseCopies } from './eraseTraces.ts';
import { indexingOf } from './indexingOf.ts';
import type { Sql } from './sql.ts';
import { unindexText } from './wordIndex.ts';

/**
 * Taking a turn's words out of the index in place (`secure-delete`) costs about as much as merging the words of 400
 * turns. Beyond this share of all turns they are therefore marked as deleted, and then the whole index is merged, which
 * leaves out what is marked.
 */
const MERGE_SHARE = 1 / 400;

interface Removed {
  readonly n: number;
  readonly id: string;
  readonly title: string;
}

/** Conversations, or recordings, which are hidden ones. */
export type PurgedKind = 'conversations' | 'recordings';

/** Returns the conversations of answers that saw something of it. */
function erase(sql: Sql, { n, title }: Removed): string[] {
  const { index } = indexingOf(sql, n);
  const count = sql.get<{ own: number; all: number }>(
    'SELECT count(*) FILTER (WHERE conversation = ?) AS own, count(*) AS "all" FROM turn',
    n,
  );
  const merge = count !== undefined && count.own > count.all * MERGE_SHARE;
  if (merge) sql.run(`INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 0)`);
  // A few rows at a time: a long conversation is larger than memory should have to hold.
  for (let after = 0; ;) {
    const turns = sql.all<{ n: number; text: string }>(
      'SELECT n, text FROM turn WHERE conversation = ? AND n > ? ORDER BY n LIMIT 200',
      n,
      after,
    );
    for (const turn of turns) unindexText(sql, index, turn.n, turn.text);
    const last = turns.at(-1);
    if (!last) break;
    after = last.n;
  }
  if (merge) {
    sql.run(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
    sql.run(`INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1)`);
  }
  unindexText(sql, 'title_index', n, title);
  // Other conversations may have quoted it: "remember everywhere".
  const said = sql.all<{ id: string }>(
    `SELECT id FROM turn WHERE conversation = ?1 AND id IN (SELECT ref FROM evidence_ref)
     UNION ALL SELECT id FROM fact WHERE conversation = ?1`,
    n,
  );
  const seenIn = eraseFromEvidence(sql, new Set(said.map(({ id }) => id)));
  eraseFactsFromProblems(sql, sql.all<{ subject: string; value: string }>('SELECT subject, value FROM fact WHERE conversation = ?', n));
  // All turns in one statement: the rule that a parent stays as long as its children is checked at its end.
  sql.run('DELETE FROM turn WHERE conversation = ?', n);
  sql.run('DELETE FROM conversation WHERE n = ?', n);
  return seenIn;
}

/**
 * Erases the conversations (or recordings) that were removed before a time, from everything: rows, index, free pages (`secure_delete`),
 * write-ahead log, and the copies made before a migration. A database that was put aside because it was damaged is the
 * person's to delete; the notice told where it is.
 *
 * @returns ids of the erased conversations, and of those with an answer that saw something of them
 */
export function purge(
  sql: Sql,
  file: string,
  removedBefore: number,
  kind: PurgedKind = 'conversations',
): { ids: string[]; seenIn: string[] } {
  const removed = sql.all<Removed>(
    `SELECT n, id, title FROM conversation
     WHERE removed_at < ? AND (n IN (SELECT conversation FROM recording)) = ?`,
    removedBefore,
    Number(kind === 'recordings'),
  );
  if (removed.length === 0) return { ids: [], seenIn: [] };
  const seenIn = removed.flatMap((conversation) => sql.transaction(() => erase(sql, conversation)));
  emptyLog(sql);
  eraseCopies(file);
  const ids = new Set(removed.map(({ id }) => id));
  return { ids: [...ids], seenIn: [...new Set(seenIn)].filter((id) => !ids.has(id)) };
}
