import type { Sql } from './sql.ts';

const INSTEAD =
  'What you pinned took more room than there was. Some of it was forgotten since; send your message again.';

/**
 * Takes words out of what is told with answers that failed: an error about too much that is pinned names it.
 *
 * @param names as `pinnedName` has them
 */
export function eraseFromProblems(sql: Sql, names: readonly string[]): void {
  const wanted = names.filter((name) => name !== '');
  if (wanted.length === 0) return;
  const rows = sql.all<{ n: number; problem: string }>("SELECT n, problem FROM turn WHERE problem IS NOT NULL AND problem LIKE '%“%'");
  for (const { n, problem } of rows) {
    if (wanted.some((name) => problem.includes(`“${name}”`))) sql.run('UPDATE turn SET problem = ? WHERE n = ?', INSTEAD, n);
  }
}
