import { existsSync, rmSync } from 'node:fs';
import { MIGRATIONS } from './migrations.ts';
import { backupPath } from './migrate.ts';
import type { Sql } from './sql.ts';
import { unindexText } from './wordIndex.ts';

function erase(sql: Sql, conversation: { n: number; title: string }): void {
  const turns = sql.all<{ n: number; text: string }>('SELECT n, text FROM turn WHERE conversation = ?', conversation.n);
  for (const { n, text } of turns) unindexText(sql, 'turn_index', n, text);
  unindexText(sql, 'title_index', conversation.n, conversation.title);
  // All turns in one statement: the rule that a parent stays as long as its children is checked at its end.
  sql.run('DELETE FROM turn WHERE conversation = ?', conversation.n);
  sql.run('DELETE FROM conversation WHERE n = ?', conversation.n);
}

/**
 * Erases the conversations that were removed before a time, from everything: rows, index, free pages (`secure_delete`),
 * write-ahead log, and the copies made before a migration. A database that was put aside because it was damaged is the
 * person's to delete; the notice told where it is.
 *
 * @returns ids of the erased conversations
 */
export function purge(sql: Sql, file: string, removedBefore: number): string[] {
  const removed = sql.all<{ n: number; id: string; title: string }>(
    'SELECT n, id, title FROM conversation WHERE removed_at < ?',
    removedBefore,
  );
  for (const conversation of removed) sql.transaction(() => erase(sql, conversation));
  if (removed.length === 0) return [];
  sql.db.exec('PRAGMA incremental_vacuum');
  sql.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  for (let version = 1; version < MIGRATIONS.length; version++) {
    if (existsSync(backupPath(file, version))) rmSync(backupPath(file, version));
  }
  return removed.map(({ id }) => id);
}
