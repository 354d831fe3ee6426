import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

/** In UTF-16 units: a longer message says more than that the last one was wrong. */
const MAX_LENGTH = 300;
const CORRECTS =
  /^(?:oh,?\s+)?(?:no\b[,.!]|wait\b|sorry\b|actually\b|correction\b|oops\b|my mistake\b|i was wrong\b|i meant\b|i mixed\b|that(?:'s| is| was) wrong\b)/i;

/**
 * For each of these turns the person's next message, when it takes back what was said ("No, it is Max"): without the one
 * the other says something wrong, and without the other it says nothing.
 */
export function correctionAfter(sql: Sql, { table, values }: RecallScope, turns: readonly number[]): Map<number, number> {
  // The plus keeps SQLite from trying all turns of the scope for each answer, instead of what was said after it.
  const rows = sql.all<{ turn: number; next: number; text: string }>(
    `${table} SELECT j.value AS turn, t.n AS next, t.text FROM json_each(?3) j CROSS JOIN turn own ON own.n = j.value
     CROSS JOIN turn answer ON answer.conversation = own.conversation AND answer.parent = own.n
     CROSS JOIN turn t ON t.conversation = own.conversation AND t.parent = answer.n
     WHERE t.role = 'user' AND answer.role = 'assistant' AND length(t.text) <= ?4 AND +t.n IN (SELECT n FROM scope)`,
    ...values,
    JSON.stringify(turns),
    MAX_LENGTH,
  );
  return new Map(rows.filter(({ text }) => CORRECTS.test(text.trim())).map(({ turn, next }) => [turn, next]));
}
