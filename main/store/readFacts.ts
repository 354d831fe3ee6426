import type { SQLInputValue } from 'node:sqlite';
import { AppError } from '../../app/contract/AppError.ts';
import type { Fact } from '../../app/memory/Fact.ts';
import type { Sql } from './sql.ts';

/** An entry of the ledger with its row. */
export interface StoredFact extends Fact {
  readonly n: number;
}

type Row = Omit<StoredFact, 'everywhere' | 'pinned'> & { everywhere: number; pinned: number };

/**
 * Reads entries of the ledger.
 *
 * @param condition what follows WHERE, with the entries as `f`. Never made of anybody's input.
 */
export function readFacts(sql: Sql, condition: string, ...values: SQLInputValue[]): StoredFact[] {
  return sql
    .all<Row>(
      `SELECT f.n, f.id, (SELECT id FROM conversation WHERE n = f.conversation) AS conversationId, f.everywhere,
         f.subject, f.value, f.origin, f.pinned, (SELECT id FROM turn WHERE n = f.turn) AS turnId,
         f.created_at AS createdAt, (SELECT s.id FROM fact s WHERE s.n = f.superseded_by) AS supersededBy
       FROM fact f WHERE ${condition}`,
      ...values,
    )
    .map((row) => ({ ...row, everywhere: row.everywhere === 1, pinned: row.pinned === 1 }));
}

/** One entry by its id. */
export function findFact(sql: Sql, id: string): StoredFact {
  const [fact] = readFacts(sql, 'f.id = ?', id);
  if (!fact) throw new AppError('not-found', 'This is not remembered any more.');
  return fact;
}
