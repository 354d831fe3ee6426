import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

const CHOSEN = 'SELECT value FROM json_each(?1)';

/**
 * The lines of recordings that chats may recall.
 *
 * @param most whole recordings are taken, newest first, until they have this many lines
 * @returns null when there is none
 */
export function recordingScope(sql: Sql, most: number): RecallScope | null {
  const recordings = sql.all<{ n: number; lines: number }>(
    `SELECT r.conversation AS n,
       coalesce((SELECT max(depth) + 1 FROM path WHERE conversation = r.conversation), 0) AS lines
     FROM recording r CROSS JOIN conversation c ON c.n = r.conversation
     WHERE r.remembered = 1 AND c.removed_at IS NULL ORDER BY r.conversation DESC`,
  );
  let lines = 0;
  const chosen = recordings.filter((recording) => {
    const isIn = lines < most;
    lines += recording.lines;
    return isIn;
  });
  if (chosen.length === 0) return null;
  return {
    table: `WITH scope (n) AS MATERIALIZED (SELECT turn FROM path WHERE conversation IN (${CHOSEN}) AND ?2 = -1)`,
    values: [JSON.stringify(chosen.map(({ n }) => n)), -1],
    passages: `p.conversation IN (${CHOSEN}) AND `,
    index: 'caption_index',
  };
}
