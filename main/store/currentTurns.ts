import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

interface FactRow {
  turn: number | null;
  superseded_by: number | null;
}

/** The turn in which what a fact says was said last; null when nobody said it (a person wrote it into the ledger). */
function lastSaid(sql: Sql, fact: number): number | null {
  let row = sql.get<FactRow>('SELECT turn, superseded_by FROM fact WHERE n = ?', fact);
  while (row && row.superseded_by !== null) {
    row = sql.get<FactRow>('SELECT turn, superseded_by FROM fact WHERE n = ?', row.superseded_by);
  }
  return row?.turn ?? null;
}

/**
 * For turns that state nothing but what was corrected since, and for answers to them: the turn with what holds now, or
 * null when that is none of the scope. Turns that still hold are not in it.
 */
export function currentTurns(sql: Sql, { table, values }: RecallScope, turns: readonly number[]): Map<number, number | null> {
  const current = new Map<number, number | null>();
  for (const turn of turns) {
    const stated = sql.get<{ n: number }>(
      `SELECT CASE WHEN role = 'assistant' AND parent IS NOT NULL THEN parent ELSE n END AS n FROM turn WHERE n = ?`,
      turn,
    );
    const facts = sql.all<FactRow & { n: number }>('SELECT n, turn, superseded_by FROM fact WHERE turn = ?', stated?.n ?? turn);
    if (facts.length === 0 || facts.some(({ superseded_by }) => superseded_by === null)) continue;
    current.set(turn, lastSaid(sql, facts.at(-1)!.n));
  }
  const wanted = JSON.stringify([...current.values()].filter((turn) => turn !== null));
  const inScope = new Set(
    current.size === 0
      ? []
      : sql
          .all<{ n: number }>(`${table} SELECT n FROM scope WHERE n IN (SELECT value FROM json_each(?3))`, ...values, wanted)
          .map(({ n }) => n),
  );
  for (const [turn, now] of current) if (now === null || !inScope.has(now)) current.set(turn, null);
  return current;
}
