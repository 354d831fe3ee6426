import type { ContentWord } from '../../app/memory/contentWords.ts';
import type { RecallScope } from './recallScope.ts';
import type { Sql } from './sql.ts';

/** Words of a question that are looked for. */
const MAX_WORDS = 32;

/** Any of the words, also with other endings; tokens have no quotation marks, so none of them is an operator. */
export function expressionOf(words: readonly ContentWord[]): string {
  return words
    .slice(0, MAX_WORDS)
    .map(({ word, stem }) => (/^[a-z]{3,}$/.test(stem) ? `"${word}" OR "${stem}" *` : `"${word}"`))
    .join(' OR ');
}

/**
 * Turns in which words of a question stand, best first, with their bm25 (Robertson and Zaragoza 2009, as FTS5 computes
 * it), the greater the better.
 */
export function findByWords(
  sql: Sql,
  { table, values, index }: RecallScope,
  words: readonly ContentWord[],
  limit: number,
): { turn: number; score: number }[] {
  if (words.length === 0) return [];
  // The plus keeps SQLite from asking the index again for each turn of the scope.
  return sql.all<{ turn: number; score: number }>(
    `${table} SELECT rowid AS turn, -bm25(${index}) AS score FROM ${index}
     WHERE ${index} MATCH ?3 AND +rowid IN (SELECT n FROM scope) ORDER BY bm25(${index}) LIMIT ?4`,
    ...values,
    expressionOf(words),
    limit,
  );
}
