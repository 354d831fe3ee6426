import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { AppError } from '../../app/contract/AppError.ts';
import type { Sql } from './sql.ts';

/** Where the copy is kept that was made before a file of this version was changed; `purge` knows the name too. */
export const backupPath = (file: string, version: number): string => `${file}.before-${version + 1}`;

/**
 * Brings a database to the newest version, all steps in one transaction, after a copy of it was made (an empty file
 * needs none). A step that fails leaves the file as it was. A file of a newer program is refused untouched.
 */
export function migrate(sql: Sql, file: string, migrations: readonly string[]): void {
  const version = sql.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version === migrations.length) return;
  if (version > migrations.length) {
    throw new AppError(
      'unsupported',
      `Your conversations (${file}) were last opened by a newer Headwater. Nothing was changed; start the newer one.`,
    );
  }
  if (version > 0) {
    const backup = backupPath(file, version);
    rmSync(`${backup}.part`, { force: true });
    // SQLite would make the copy readable for everybody; into an empty file that is there it copies as well.
    closeSync(openSync(`${backup}.part`, 'w', 0o600));
    sql.db.prepare('VACUUM INTO ?').run(`${backup}.part`);
    renameSync(`${backup}.part`, backup);
  }
  sql.transaction(() => {
    for (const step of migrations.slice(version)) sql.db.exec(step);
    sql.db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}
