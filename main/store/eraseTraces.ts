import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Sql } from './sql.ts';
import { IN_MEMORY } from './temporaryIds.ts';

/** Removes the copies of a database that were made before a migration: what is erased would stay in them. */
export function eraseCopies(file: string): void {
  if (file === IN_MEMORY) return;
  const copies = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.before-`));
  for (const name of copies) rmSync(join(dirname(file), name));
}

/** After rows were deleted: gives their pages back and empties the write-ahead log. */
export function emptyLog(sql: Sql): void {
  sql.db.exec('PRAGMA incremental_vacuum');
  sql.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}
