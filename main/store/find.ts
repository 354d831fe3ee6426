import { AppError } from '../../app/contract/AppError.ts';
import type { TurnState } from '../../app/conversation/Turn.ts';
import type { Sql } from './sql.ts';

/**
 * A conversation's row. One that was removed counts until it is erased: it may come back. A recording is none: nobody
 * reads it, names it or writes into it as one.
 */
export function findConversation(sql: Sql, id: string): { n: number; title: string; named: number } {
  const row = sql.get<{ n: number; title: string; named: number }>(
    `SELECT n, title, named FROM conversation
     WHERE id = ? AND NOT EXISTS (SELECT 1 FROM recording WHERE conversation = n)`,
    id,
  );
  if (!row) throw new AppError('not-found', 'This conversation is not there any more.');
  return row;
}

export interface FoundTurn {
  readonly n: number;
  readonly conversation: number;
  readonly depth: number;
  readonly state: TurnState;
}

/** Where a turn stands. */
export function findTurn(sql: Sql, id: string): FoundTurn {
  const row = sql.get<FoundTurn>('SELECT n, conversation, depth, state FROM turn WHERE id = ?', id);
  if (!row) throw new AppError('not-found', 'This message is not there any more.');
  return row;
}
