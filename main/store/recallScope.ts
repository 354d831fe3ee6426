import { AppError } from '../../app/contract/AppError.ts';
import { isOnPath, leafOf } from './activePath.ts';
import { findTurn } from './find.ts';
import type { Indexing } from './indexingOf.ts';
import type { Sql } from './sql.ts';

/** The turns that recall may find, as a common table `scope (n)` and the values of its parameters ?1 and ?2. */
export interface RecallScope {
  readonly table: string;
  readonly values: readonly [number | string | null, number];
  /** a condition that holds for the passages `p` of all of them, with AND behind it, where an index can use one; or nothing */
  readonly passages: string;
  /** where their words are */
  readonly index: Indexing['index'];
}

const ON_PATH = 'SELECT turn FROM path WHERE conversation = ?1 AND depth <= ?2';
/** A leaf beside the active path: its ancestors, one look-up each. */
const UPWARDS = `SELECT n FROM (
  WITH RECURSIVE up (n, parent) AS (
    SELECT n, parent FROM turn WHERE n = ?2
    UNION ALL
    SELECT t.n, t.parent FROM up CROSS JOIN turn t ON t.n = up.parent
  ) SELECT n FROM up)`;
const ELSEWHERE = `SELECT p.turn FROM conversation c CROSS JOIN path p ON p.conversation = c.n
  WHERE c.removed_at IS NULL AND c.n IS NOT ?1 AND c.n NOT IN (SELECT conversation FROM recording)`;

/**
 * The path to a turn (or the active path) of a conversation and, when wanted, the active paths of all others.
 *
 * @param conversationId one that is not in this store, or was removed, has no turns of its own
 */
export function recallScope(
  sql: Sql,
  { conversationId, leafId, everywhere }: { conversationId: string; leafId: string | null; everywhere: boolean },
): RecallScope {
  const own = sql.get<{ n: number }>('SELECT n FROM conversation WHERE id = ? AND removed_at IS NULL', conversationId);
  const leaf = own && (leafId === null ? leafOf(sql, own.n) : findTurn(sql, leafId));
  if (own && leaf && 'conversation' in leaf && leaf.conversation !== own.n) {
    throw new AppError('bad-request', 'Recall can only follow the messages of its own conversation.');
  }
  const onPath = own && leaf ? isOnPath(sql, own.n, leaf) : true;
  const parts = [...(leaf ? [onPath ? ON_PATH : UPWARDS] : []), ...(everywhere ? [ELSEWHERE] : [])];
  const select = parts.length > 0 ? parts.join(' UNION ALL ') : 'SELECT NULL WHERE ?1 = ?2 AND FALSE';
  return {
    table: `WITH scope (n) AS MATERIALIZED (${select})`,
    passages: everywhere ? '' : 'p.conversation = ?1 AND ',
    index: 'turn_index',
    values: [own?.n ?? null, leaf ? (onPath ? leaf.depth : leaf.n) : -1],
  };
}
