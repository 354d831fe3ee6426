import type { ContentWord } from '../../app/memory/contentWords.ts';
import { correctionAfter } from './correctionAfter.ts';
import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';
import { updatesOf } from './updatesOf.ts';

/**
 * Of these turns those that a later message of the scope took back, or that it may have changed: what they state must
 * not be told as what is known.
 *
 * @param words those of the question
 */
export function doubtfulTurns(sql: Sql, scope: RecallScope, turns: readonly number[], words: readonly ContentWord[]): ReadonlySet<number> {
  const changed = [...updatesOf(sql, scope, turns, words)].flatMap(([turn, { mayReplace }]) => (mayReplace ? [turn] : []));
  return new Set([...changed, ...correctionAfter(sql, scope, turns).keys()]);
}
