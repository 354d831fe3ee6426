import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

interface FactRow {
  turn: number | null;
  superseded_by: number | null;
}

/** What took an entry's place, one after the other. */
function successors(sql: Sql, { superseded_by }: FactRow): FactRow[] {
  const found: FactRow[] = [];
  const known = new Set<number>();
  // A file that was damaged may lead in a ring.
  for (let next = superseded_by; next !== null && !known.has(next); ) {
    known.add(next);
    const row = sql.get<FactRow>('SELECT turn, superseded_by FROM fact WHERE n = ?', next);
    if (!row) break;
    found.push(row);
    next = row.superseded_by;
  }
  return found;
}

/**
 * For turns that state nothing but what was corrected since, and for answers to them: the turn with what holds now, or
 * null when that is none (a person wrote it into the ledger). Turns that still hold are not in it; what was corrected
 * outside the scope, on another branch or later, still holds.
 */
export function currentTurns(sql: Sql, { table, values }: RecallScope, turns: readonly number[]): Map<number, number | null> {
  const stating = turns.flatMap((turn) => {
    const stated = sql.get<{ n: number }>(
      `SELECT CASE WHEN role = 'assistant' AND parent IS NOT NULL THEN parent ELSE n END AS n FROM turn WHERE n = ?`,
      turn,
    );
    const facts = sql.all<FactRow>('SELECT turn, superseded_by FROM fact WHERE turn = ?', stated?.n ?? turn);
    return facts.length === 0 ? [] : [{ turn, later: facts.map((fact) => successors(sql, fact)) }];
  });
  const wanted = stating.flatMap(({ later }) => later.flat()).flatMap(({ turn }) => turn ?? []);
  const inScope = new Set(
    wanted.length === 0
      ? []
      : sql
          .all<{ n: number }>(
            `${table} SELECT n FROM scope WHERE n IN (SELECT value FROM json_each(?3))`,
            ...values,
            JSON.stringify(wanted),
          )
          .map(({ n }) => n),
  );
  const current = new Map<number, number | null>();
  for (const { turn, later } of stating) {
    const counting = later.map((each) => each.filter((row) => row.turn === null || inScope.has(row.turn)));
    if (counting.every((each) => each.length > 0)) current.set(turn, counting.at(-1)!.at(-1)!.turn);
  }
  return current;
}
