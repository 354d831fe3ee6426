import { join } from 'node:path';
import { expect, test } from 'vitest';
import { correctionAfter } from './correctionAfter.ts';
import { openDatabase } from './openDatabase.ts';
import type { Sql } from './sql.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

test('what was said next is looked for behind the answer, not among all turns that may be found', () => {
  const { sql } = openDatabase(join(temporaryFolder(), 'a.db'));
  const plans: string[] = [];
  const explaining: Sql = {
    ...sql,
    all: (text, ...values) => {
      plans.push(...sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...values).map(({ detail }) => detail));
      return sql.all(text, ...values);
    },
  };
  const table = 'WITH scope (n) AS MATERIALIZED (SELECT turn FROM path WHERE conversation = ?1 AND depth <= ?2)';
  correctionAfter(explaining, { table, values: [1, 9], passages: '', index: 'turn_index' }, [1, 2]);
  expect(plans).toContainEqual(expect.stringMatching(/^SEARCH t USING INDEX turn_child \(conversation=\? AND parent=\?\)/));
  sql.db.close();
});
