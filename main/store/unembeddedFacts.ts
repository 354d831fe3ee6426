import { factVectorId } from './factVectorId.ts';
import type { Sql } from './sql.ts';

/**
 * Current entries of the ledger without a vector of this model, newest first, under the names that `saveFactVector`
 * knows.
 */
export function unembeddedFacts(sql: Sql, model: string, limit: number): { passageId: string; text: string }[] {
  return sql
    .all<{ id: string; subject: string; value: string }>(
      `SELECT f.id, f.subject, f.value FROM fact f LEFT JOIN fact_vector v ON v.fact = f.n AND v.model = ?
       WHERE f.superseded_by IS NULL AND v.fact IS NULL ORDER BY f.n DESC LIMIT ?`,
      model,
      limit,
    )
    .map(({ id, subject, value }) => ({ passageId: factVectorId(id), text: `${subject}: ${value}` }));
}
