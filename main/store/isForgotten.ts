import type { Sql } from './sql.ts';

/** True when the words of a turn were erased at the person's wish. */
export function isForgotten(sql: Sql, turn: number): boolean {
  return sql.get('SELECT 1 FROM forgotten WHERE turn = ?', turn) !== undefined;
}
