import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { backupPath, migrate } from './migrate.ts';
import { createSql, type Sql } from './sql.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

function fresh(): { sql: Sql; file: string } {
  const file = join(temporaryFolder(), 'a.db');
  const db = new DatabaseSync(file);
  onTestFinished(() => db.close());
  return { sql: createSql(db), file };
}
const ONE = "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('one')";
const TWO = "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'two'";

test('an empty file gets all steps at once, without a copy', () => {
  const { sql, file } = fresh();
  migrate(sql, file, [ONE, TWO]);
  expect(sql.get('SELECT x, y FROM a')).toEqual({ x: 'one', y: 'two' });
  expect(sql.get('PRAGMA user_version')).toEqual({ user_version: 2 });
  expect(existsSync(backupPath(file, 0))).toBe(false);
});

test('an older file is copied before it is changed', () => {
  const { sql, file } = fresh();
  migrate(sql, file, [ONE]);
  migrate(sql, file, [ONE]);
  expect(existsSync(backupPath(file, 1))).toBe(false);
  migrate(sql, file, [ONE, TWO]);
  // Nobody else may read it, as with the file itself. Windows has no such rights.
  if (process.platform !== 'win32') expect(statSync(backupPath(file, 1)).mode & 0o777).toBe(0o600);
  const backup = new DatabaseSync(backupPath(file, 1));
  expect(backup.prepare('SELECT * FROM a').all()).toEqual([{ x: 'one' }]);
  expect(backup.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
  backup.close();
});

test('a step that fails leaves the file as it was, and the next try starts from there', () => {
  const { sql, file } = fresh();
  migrate(sql, file, [ONE]);
  expect(() => migrate(sql, file, [ONE, TWO, 'INSERT INTO nowhere VALUES (1)'])).toThrow(/nowhere/);
  expect(sql.all('SELECT * FROM a')).toEqual([{ x: 'one' }]);
  expect(sql.get('PRAGMA user_version')).toEqual({ user_version: 1 });
  migrate(sql, file, [ONE, TWO]);
  expect(sql.get('SELECT y FROM a')).toEqual({ y: 'two' });
});

test('a newer file is refused', () => {
  const { sql, file } = fresh();
  migrate(sql, file, [ONE, TWO]);
  expect(() => migrate(sql, file, [ONE])).toThrow(expect.objectContaining({ code: 'unsupported' }));
});
