import { MAX_PINNED } from '../../app/memory/Evidence.ts';
import type { Sql } from './sql.ts';

/** Pins a turn of a conversation. False when as many as can stand before the model are pinned there already. */
export function pinTurn(sql: Sql, turn: number, conversation: number): boolean {
  const isPinned = sql.get('SELECT 1 FROM pin WHERE turn = ?', turn) !== undefined;
  const added = sql.run(
    `INSERT OR IGNORE INTO pin (turn, conversation)
     SELECT ?1, ?2 WHERE (SELECT count(*) FROM pin WHERE conversation = ?2) < ?3`,
    turn,
    conversation,
    MAX_PINNED,
  );
  return isPinned || added > 0;
}
