import { AppError } from '../../app/contract/AppError.ts';
import type { Sql } from './sql.ts';

/** The row of a recording; one that was removed counts until it is erased. Throws `not-found`. */
export function findRecording(sql: Sql, id: string): { n: number; createdAt: number } {
  const row = sql.get<{ n: number; createdAt: number }>(
    `SELECT c.n, c.created_at AS createdAt FROM conversation c CROSS JOIN recording r ON r.conversation = c.n
     WHERE c.id = ?`,
    id,
  );
  if (!row) throw new AppError('not-found', 'This recording is not there any more.');
  return row;
}
