import type { Sql } from './sql.ts';

// CROSS JOIN fixes the order of a join in SQLite. The planner, which knows nothing of a recursive table, would
// otherwise read all turns of the conversation at each step.

interface Place {
  readonly n: number;
  readonly depth: number;
}

/**
 * Makes the path that ends with `leaf` the active one. Costs as many steps as the two paths differ in: one, when a turn
 * was added at the end.
 */
export function setPath(sql: Sql, conversation: number, leaf: Place): void {
  sql.run('DELETE FROM path WHERE conversation = ? AND depth > ?', conversation, leaf.depth);
  sql.run(
    `WITH RECURSIVE up (n, parent, depth) AS (
       SELECT n, parent, depth FROM turn WHERE n = ?1
       UNION ALL
       SELECT t.n, t.parent, t.depth FROM up CROSS JOIN turn t ON t.n = up.parent
       WHERE NOT EXISTS (SELECT 1 FROM path WHERE conversation = ?2 AND depth = t.depth AND turn = t.n)
     )
     INSERT OR REPLACE INTO path (conversation, depth, turn) SELECT ?2, depth, n FROM up`,
    leaf.n,
    conversation,
  );
}

/** True when the turn lies on the active path of its conversation. */
export function isOnPath(sql: Sql, conversation: number, { n, depth }: Place): boolean {
  const row = sql.get<{ turn: number }>(
    'SELECT turn FROM path WHERE conversation = ? AND depth = ?',
    conversation,
    depth,
  );
  return row?.turn === n;
}

/** The end of the active path; null in an empty conversation. */
export function leafOf(sql: Sql, conversation: number): Place | null {
  const row = sql.get<Place>(
    'SELECT turn AS n, depth FROM path WHERE conversation = ? ORDER BY depth DESC LIMIT 1',
    conversation,
  );
  return row ?? null;
}

/** The newest of all turns below a turn (itself, when there is none): where the person was last on that branch. */
export function newestBelow(sql: Sql, conversation: number, turn: Place): Place {
  const row = sql.get<Place>(
    `WITH RECURSIVE below (n) AS (
       SELECT ?1
       UNION ALL
       SELECT t.n FROM below CROSS JOIN turn t ON t.conversation = ?2 AND t.parent = below.n
     )
     SELECT n, depth FROM turn WHERE n = (SELECT max(n) FROM below)`,
    turn.n,
    conversation,
  );
  return row ?? turn;
}
