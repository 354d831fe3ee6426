import { makePassages } from './makePassages.ts';
import type { Sql } from './sql.ts';

/** Passages of what an answer says now; those of what it said before go, with their vectors. */
export function remakePassages(sql: Sql, turn: number): void {
  const row = sql.get<{ n: number; conversation: number; text: string }>(
    'SELECT n, conversation, text FROM turn WHERE n = ?',
    turn,
  );
  sql.run('DELETE FROM passage WHERE turn = ?', turn);
  sql.run('DELETE FROM unsplit WHERE turn = ?', turn);
  if (row) makePassages(sql, row);
}
