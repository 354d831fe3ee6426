import type { Turn } from '../../app/conversation/Turn.ts';
import { indexingOf } from './indexingOf.ts';
import { makePassages } from './makePassages.ts';
import type { Sql } from './sql.ts';
import { indexText } from './wordIndex.ts';

type Content = Pick<
  Turn,
  'role' | 'text' | 'state' | 'source' | 'mediaTime' | 'createdAt' | 'edited' | 'model' | 'stats' | 'problem'
>;

export interface NewTurn extends Content {
  /** a fresh one by default */
  readonly id?: string | undefined;
  /** row of its conversation */
  readonly conversation: number;
  /** the turn above it, in the same conversation */
  readonly parent: { readonly n: number; readonly depth: number } | null;
}

/** Adds a turn, indexes its text, and cuts it into passages when it is whole. Does not change the active path. */
export function insertTurn(sql: Sql, turn: NewTurn): { n: number; depth: number; id: string } {
  const { id = sql.newId(), conversation, parent, role, state, source, mediaTime } = turn;
  const { createdAt, edited, model, stats, problem } = turn;
  const depth = parent ? parent.depth + 1 : 0;
  // Half of a surrogate pair cannot be stored; it becomes a replacement character, and the length stays the same.
  const text = turn.text.toWellFormed();
  const row = sql.get<{ n: number }>(
    `INSERT INTO turn
       (id, conversation, parent, depth, role, state, source, created_at, edited, model, stats, problem, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
    id,
    conversation,
    parent?.n ?? null,
    depth,
    role,
    state,
    source,
    createdAt,
    Number(edited),
    model,
    stats && JSON.stringify(stats),
    problem,
    text,
  );
  const n = row?.n ?? 0;
  const { index, passages } = indexingOf(sql, conversation);
  indexText(sql, index, n, text);
  if (mediaTime) {
    const { startMs, endMs } = mediaTime;
    sql.run('INSERT INTO media_time (turn, start_ms, end_ms) VALUES (?, ?, ?)', n, startMs, endMs);
  }
  if (passages && state !== 'answering') makePassages(sql, { n, conversation, text });
  return { n, depth, id };
}
