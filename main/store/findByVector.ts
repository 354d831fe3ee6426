import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

/** The passage of a turn that is nearest to a question. */
export interface NearPassage {
  readonly passage: number;
  /** cosine of the angle between both */
  readonly score: number;
}

function floats(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset, Math.floor(bytes.byteLength / 4));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * The nearest passage of every turn in the scope, found by comparing all: exact, and fast enough for what a person can
 * say. Vectors of another model or length are passed over.
 *
 * @param vector of unit length, float32 in little-endian bytes
 * @returns by the turn's row
 */
export function findByVector(
  sql: Sql,
  { table, values }: RecallScope,
  vector: Uint8Array,
  model: string,
): Map<number, NearPassage> {
  const question = floats(vector);
  const nearest = new Map<number, NearPassage>();
  const passages = sql.iterate<{ n: number; turn: number; vector: Uint8Array }>(
    `${table} SELECT p.n, p.turn, p.vector FROM scope CROSS JOIN passage p ON p.turn = scope.n WHERE p.model = ?3`,
    ...values,
    model,
  );
  for (const passage of passages) {
    if (passage.vector.byteLength !== vector.byteLength) continue;
    const score = dot(question, floats(passage.vector));
    const best = nearest.get(passage.turn);
    if (!best || score > best.score) nearest.set(passage.turn, { passage: passage.n, score });
  }
  return nearest;
}
