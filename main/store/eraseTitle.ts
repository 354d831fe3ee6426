import { NEW_TITLE, titleFrom } from '../../app/conversation/titleFrom.ts';
import type { Sql } from './sql.ts';
import { reindexText } from './wordIndex.ts';

/** Takes back the title of a conversation that was made from this message: the next message names it. */
export function eraseTitle(sql: Sql, conversation: number, message: string): void {
  const row = sql.get<{ title: string }>('SELECT title FROM conversation WHERE n = ?', conversation);
  if (!row || row.title === NEW_TITLE || row.title !== titleFrom(message)) return;
  reindexText(sql, 'title_index', conversation, row.title, NEW_TITLE);
  sql.run('UPDATE conversation SET title = ?, named = 0 WHERE n = ?', NEW_TITLE, conversation);
}
