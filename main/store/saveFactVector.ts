import { factVectorId } from './factVectorId.ts';
import type { Sql } from './sql.ts';

const SUFFIX = factVectorId('');

/**
 * Keeps the vector of an entry of the ledger, unless the entry is gone by now, or another took its place.
 *
 * @param id of `unembeddedFacts`
 * @returns false when this is the name of a passage
 */
export function saveFactVector(sql: Sql, id: string, model: string, vector: Uint8Array): boolean {
  if (!id.endsWith(SUFFIX)) return false;
  sql.run(
    `INSERT OR REPLACE INTO fact_vector (fact, model, vector)
     SELECT n, ?, ? FROM fact WHERE id = ? AND superseded_by IS NULL`,
    model,
    vector,
    id.slice(0, -SUFFIX.length),
  );
  return true;
}
