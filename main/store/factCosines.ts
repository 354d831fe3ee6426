import type { Sql } from './sql.ts';

/**
 * Cosines of the angles between entries of the ledger and a question, by the entry's row. Those without a vector of this
 * model and length are left out.
 *
 * @param vector float32 in little-endian bytes
 */
export function factCosines(
  sql: Sql,
  facts: readonly { readonly n: number }[],
  { vector, model }: { vector: Uint8Array; model: string },
): Map<number, number> {
  const rows = sql.all<{ fact: number; distance: number | null }>(
    `SELECT v.fact, vec_distance_cosine(v.vector, ?2) AS distance
     FROM json_each(?1) j CROSS JOIN fact_vector v ON v.fact = j.value
     WHERE v.model = ?3 AND length(v.vector) = length(?2)`,
    JSON.stringify(facts.map(({ n }) => n)),
    vector,
    model,
  );
  return new Map(rows.map(({ fact, distance }) => [fact, 1 - (distance ?? 1)]));
}
