import type { ContentWord } from '../../app/memory/contentWords.ts';
import { expressionOf } from './findByWords.ts';
import type { Indexing } from './indexingOf.ts';
import type { Sql } from './sql.ts';

/** As FTS5 has it for a word that more than half of the turns have. */
const LEAST = 1e-6;
/** Turns in the store from which on it is known how rare a word is. */
const ENOUGH_TURNS = 50;

/**
 * What a turn of middling length that has every word of a question would get as its bm25, about: by this a score becomes
 * a share of the question. A word counts by how few turns have it, one that no turn has the most.
 *
 * @returns null while there are too few turns to tell
 */
export function weighWords(sql: Sql, words: readonly ContentWord[], index: Indexing['index']): number | null {
  const captions = sql.get<{ n: number }>('SELECT count(*) AS n FROM caption')?.n ?? 0;
  const all = sql.get<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM turn')?.n ?? 0;
  const turns = index === 'caption_index' ? captions : Math.max(0, all - captions);
  if (turns < ENOUGH_TURNS) return null;
  const weights = words.flatMap((word) =>
    expressionOf([word])
      .split(' OR ')
      .map((phrase) => {
        const having =
          sql.get<{ n: number }>(`SELECT count(*) AS n FROM ${index} WHERE ${index} MATCH ?`, phrase)?.n ?? 0;
        return Math.max(LEAST, Math.log((turns - having + 0.5) / (having + 0.5)));
      }),
  );
  return weights.reduce((sum, weight) => sum + weight, 0);
}
