import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../app/contract/AppError.ts';
import { loadVectors } from './loadVectors.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { rescue } from './rescue.ts';
import { createSql, type Sql } from './sql.ts';
import { isDamage } from './storeError.ts';
import { suspectPath } from './suspectPath.ts';
import { IN_MEMORY, TEMPORARY_PREFIX } from './temporaryIds.ts';

/** How long a start waits for the program before it to let go of the file, in milliseconds. */
const BUSY_MS = 2_000;

/**
 * - One connection has the file for itself: no second process can write between two of our statements.
 * - `synchronous = FULL`: a finished turn is on the disk when the call returns. Streaming relaxes it for its flushes
 *   (see `createStore`): those survive a kill of the process as well, only a power cut may cost the last of them.
 * - `cache_size` in KiB: the vectors of some 15,000 turns are compared without a word to the disk.
 * - `secure_delete` overwrites what is deleted, and the temporary store is memory: erased words are nowhere.
 */
const PRAGMAS = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  'cache_size = -32768',
  'secure_delete = ON',
  'temp_store = MEMORY',
  'trusted_schema = OFF',
  `journal_size_limit = ${4 * 1024 * 1024}`,
];

/** Extensions are allowed until ours is loaded. */
const OPTIONS = { enableDoubleQuotedStringLiterals: false, allowExtension: true } as const;

export interface OpenedDatabase {
  readonly sql: Sql;
  /** what the person must be told: a damaged file was put aside */
  readonly notice: AppError | null;
}

function connect(file: string): Sql {
  const db = new DatabaseSync(file, { ...OPTIONS, timeout: BUSY_MS });
  try {
    // Only before the first page: said again, it would write to the file, and a file that is refused stays as it was.
    if (statSync(file).size === 0) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    for (const pragma of PRAGMAS) db.exec(`PRAGMA ${pragma}`);
    loadVectors(db);
    return createSql(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Another program's database is left alone; an empty one becomes ours. */
function checkOwner(sql: Sql, file: string): void {
  const tables = sql.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
  if (tables.length === 0 || tables.some(({ name }) => name === 'turn')) return;
  throw new AppError(
    'bad-file',
    `${file} is the database of another program. Nothing was changed; move that file away and start again.`,
    { path: file },
  );
}

function checkHealth(sql: Sql, file: string): void {
  const [result] = sql.all<{ quick_check: string }>('PRAGMA quick_check(1)');
  const problem = existsSync(suspectPath(file)) ? 'Damage was met at work.' : result?.quick_check;
  // 11 is SQLITE_CORRUPT: a check that fails and a read that fails are the same thing to the caller.
  if (problem !== 'ok') throw Object.assign(new Error(problem), { errcode: 11 });
}

function open(file: string): Sql {
  const sql = connect(file);
  try {
    checkOwner(sql, file);
    checkHealth(sql, file);
    migrate(sql, file, MIGRATIONS);
    // What was forgotten just before a kill may stand in the log still.
    sql.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return sql;
  } catch (error) {
    sql.db.close();
    throw error;
  }
}

/** Renames the file, and what belongs to it, to a name that is free. Returns that name. */
function putAside(file: string): string {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  let target = `${file}.damaged-${stamp}`;
  for (let i = 2; existsSync(target); i++) target = `${file}.damaged-${stamp}-${i}`;
  renameSync(file, target);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix);
  }
  return target;
}

/** A database that never reaches the disk: nothing of it is left when it is closed. */
function openInMemory(): Sql {
  const db = new DatabaseSync(IN_MEMORY, OPTIONS);
  loadVectors(db);
  for (const pragma of ['secure_delete = ON', 'temp_store = MEMORY', 'trusted_schema = OFF'])
    db.exec(`PRAGMA ${pragma}`);
  const sql = createSql(db, TEMPORARY_PREFIX);
  migrate(sql, IN_MEMORY, MIGRATIONS);
  return sql;
}

/**
 * Opens the database, makes it when it is not there, checks it, and brings it to the newest version. A damaged file is
 * never written to again: it is put aside under a name of its own, what can be read of it is taken over into a new one,
 * and the notice says so.
 *
 * @param file its path, or `:memory:`
 */
export function openDatabase(file: string): OpenedDatabase {
  if (file === IN_MEMORY) return { sql: openInMemory(), notice: null };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite would make it readable for everybody; its journal takes the rights of the file.
  closeSync(openSync(file, 'a', 0o600));
  try {
    return { sql: open(file), notice: null };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const damaged = putAside(file);
    rmSync(suspectPath(file), { force: true });
    closeSync(openSync(file, 'a', 0o600));
    const sql = open(file);
    const { conversations, turns } = rescue(sql, damaged);
    const saved =
      turns === 0
        ? 'Nothing could be read from it'
        : `${turns} messages of ${conversations} conversations could be read from it and are here`;
    const notice = new AppError(
      'bad-file',
      `The file of your conversations was damaged. ${saved}; the damaged file is kept as ${damaged}.`,
      { path: damaged, conversations, turns },
      { cause: error },
    );
    return { sql, notice };
  }
}
