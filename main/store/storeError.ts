import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { fileError } from './fileError.ts';

/** Result codes of SQLite (https://sqlite.org/rescode.html); the low byte of an extended code is its kind. */
const PERM = 3;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const AUTH = 23;
const NOTADB = 26;

/** Free space below which an error of the disk is taken for a full one: a full file system may report either. */
const NEARLY_NOTHING = 256 * 1024;

/** SQLite's result code of an error that `node:sqlite` threw; null for any other error. */
export function sqliteCode(error: unknown): number | null {
  const isSqlite = error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
  return isSqlite ? Number(error.errcode) & 0xff : null;
}

/** True when the file itself is damaged, or is no database. */
export const isDamage = (error: unknown): boolean => [CORRUPT, NOTADB].includes(sqliteCode(error) ?? 0);

function nearlyFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < NEARLY_NOTHING;
  } catch {
    return false;
  }
}

/** Turns whatever went wrong in the store into the error a person sees. */
export function storeError(error: unknown, file: string): AppError {
  const code = sqliteCode(error);
  if (code === null) return fileError(error, 'Your conversations could not be stored or read', file);
  const options = { cause: error };
  if (code === FULL || (code === IOERR && nearlyFull(file))) {
    return new AppError(
      'disk-full',
      'The disk is full, so this could not be stored. Everything stored before is safe; free some space and try again.',
      { path: file },
      options,
    );
  }
  if ([PERM, READONLY, CANTOPEN, AUTH].includes(code)) {
    return new AppError(
      'no-permission',
      `Your conversations cannot be stored: writing to ${file} is not allowed. Nothing was changed; give your user ` +
        'the right to write to that folder.',
      { path: file },
      options,
    );
  }
  if (code === BUSY || code === LOCKED) {
    return new AppError(
      'busy',
      `Your conversations (${file}) are in use by another Headwater. Nothing was changed; close the other one first.`,
      { path: file },
      options,
    );
  }
  if (isDamage(error)) {
    return new AppError(
      'bad-file',
      `The file of your conversations (${file}) is damaged. Restart Headwater: it keeps the damaged file and saves ` +
        'what can be read.',
      { path: file },
      options,
    );
  }
  return new AppError('internal', `The store failed: ${AppError.toValue(error).message}`, { path: file }, options);
}
