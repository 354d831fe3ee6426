import { splitPassages } from '../../app/memory/splitPassages.ts';
import type { Sql } from './sql.ts';

/** Stores the passages of a whole turn, without vectors yet. */
export function makePassages(sql: Sql, turn: { n: number; conversation: number; text: string }): void {
  for (const { at, length } of splitPassages(turn.text)) {
    sql.run(
      'INSERT INTO passage (conversation, turn, at, length) VALUES (?, ?, ?, ?)',
      turn.conversation,
      turn.n,
      at,
      length,
    );
  }
}
