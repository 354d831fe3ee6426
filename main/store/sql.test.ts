import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createSql } from './sql.ts';

test('a transaction is kept whole or not at all, also one inside another', () => {
  const sql = createSql(new DatabaseSync(':memory:'));
  sql.db.exec('CREATE TABLE a (x INTEGER)');
  const add = (x: number): number => sql.run('INSERT INTO a VALUES (?)', x);
  expect(sql.transaction(() => add(1))).toBe(1);
  expect(() =>
    sql.transaction(() => {
      add(2);
      sql.transaction(() => add(3));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(sql.all('SELECT x FROM a')).toEqual([{ x: 1 }]);
  sql.db.close();
});
