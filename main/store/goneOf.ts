import type { Sql } from './sql.ts';

/** Those of these turns and facts that are not in this store (any more), or were forgotten. */
export function goneOf(sql: Sql, ids: readonly string[]): string[] {
  return sql
    .all<{ id: string }>(
      `SELECT j.value AS id FROM json_each(?) j
       WHERE NOT EXISTS (SELECT 1 FROM fact WHERE id = j.value)
         AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.id = j.value AND NOT EXISTS (SELECT 1 FROM forgotten WHERE turn = t.n))`,
      JSON.stringify(ids),
    )
    .map(({ id }) => id);
}
