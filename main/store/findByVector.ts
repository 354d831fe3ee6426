import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

/** The passage of a turn that is nearest to a question. */
export interface NearPassage {
  readonly passage: number;
  /** cosine of the angle between both */
  readonly score: number;
}

/** A turn of many passages may fill the first places alone: so many more are looked at. */
const PASSAGES_PER_TURN = 2;

/**
 * The turns with the passages nearest to a question, found by comparing with all: exact, and fast enough for what a
 * person can say. Vectors of another model or length are passed over.
 *
 * @param vector float32 in little-endian bytes
 * @param also turns whose nearest passage is wanted however far it is
 * @returns by the turn's row, about `limit` of them
 */
export function findByVector(
  sql: Sql,
  { table, values, passages }: RecallScope,
  { vector, model, limit, also }: { vector: Uint8Array; model: string; limit: number; also: Iterable<number> },
): Map<number, NearPassage> {
  const nearest = new Map<number, NearPassage>();
  const add = (rows: readonly { passage: number; turn: number; distance: number | null }[]): void => {
    for (const { passage, turn, distance } of rows) {
      const score = 1 - (distance ?? 1);
      if (score > (nearest.get(turn)?.score ?? -Infinity)) nearest.set(turn, { passage, score });
    }
  };
  const columns = 'p.n AS passage, p.turn, vec_distance_cosine(p.vector, ?4) AS distance';
  const compared = 'p.model = ?3 AND length(p.vector) = length(?4)';
  // The plus keeps SQLite from looking up each turn: passages are read in the order in which they lie in the file.
  add(
    sql.all(
      `${table} SELECT ${columns} FROM passage p
       WHERE ${passages}${compared} AND +p.turn IN (SELECT n FROM scope)
       ORDER BY distance IS NULL, distance LIMIT ?5`,
      ...values,
      model,
      vector,
      PASSAGES_PER_TURN * limit,
    ),
  );
  add(
    sql.all(
      `SELECT ${columns} FROM json_each(?1) j CROSS JOIN passage p ON p.turn = j.value
       WHERE ${compared} AND ?2 IS NULL`,
      JSON.stringify([...also].filter((turn) => !nearest.has(turn))),
      null,
      model,
      vector,
    ),
  );
  return nearest;
}
