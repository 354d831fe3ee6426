import type { Sql } from './sql.ts';

/** What an answer being written has got since it began (again); empty for one that has ended. */
export function piecesOf(sql: Sql, turn: number): string {
  const pieces = sql.all<{ text: string }>('SELECT text FROM piece WHERE turn = ? ORDER BY at', turn);
  return pieces.map(({ text }) => JSON.parse(text) as string).join('');
}
