import { AppError } from '../../app/contract/AppError.ts';
import type { TurnPage } from '../../app/contract/services/conversations.ts';
import { isOnPath, leafOf } from './activePath.ts';
import { findTurn } from './find.ts';
import { readTurns } from './readTurns.ts';
import type { Sql } from './sql.ts';

/** Bytes of text in one page: a page of pasted books is shorter than asked for, and the window asks again. */
const MAX_PAGE_BYTES = 8 * 1024 * 1024;

export interface PageRequest {
  readonly limit: number;
  readonly at: 'start' | { readonly turnId: string; readonly side: 'before' | 'after' | 'around' } | null;
}

/** First and one past the last depth that are asked for, and the depth that must be on the page. */
function rangeOf(sql: Sql, conversation: number, count: number, { limit, at }: PageRequest): [number, number, number] {
  if (!at) return [Math.max(0, count - limit), count, count - 1];
  if (at === 'start') return [0, Math.min(count, limit), 0];
  const turn = findTurn(sql, at.turnId);
  if (turn.conversation !== conversation || !isOnPath(sql, conversation, turn)) {
    throw new AppError('not-found', 'This message is not on the branch that is shown.');
  }
  const { depth } = turn;
  if (at.side === 'before') return [Math.max(0, depth - limit), depth, depth - 1];
  if (at.side === 'after') return [depth + 1, Math.min(count, depth + 1 + limit), depth + 1];
  const first = Math.max(0, Math.min(depth - Math.floor(limit / 2), count - limit));
  return [first, Math.min(count, first + limit), depth];
}

/** Narrows a range around the depth that must stay, until its text fits. */
function fit(sizes: readonly number[], keep: number): [number, number] {
  let [first, end] = [keep, keep + 1];
  let bytes = sizes[keep] ?? 0;
  for (;;) {
    const before = first > 0 ? bytes + (sizes[first - 1] ?? 0) : Infinity;
    const after = end < sizes.length ? bytes + (sizes[end] ?? 0) : Infinity;
    if (Math.min(before, after) > MAX_PAGE_BYTES) return [first, end];
    if (before <= after) first -= 1;
    else end += 1;
    bytes = Math.min(before, after);
  }
}

/** A page of the active path. Costs what the page costs, wherever it lies and however long the conversation is. */
export function readPage(sql: Sql, conversation: number, request: PageRequest): TurnPage {
  const count = (leafOf(sql, conversation)?.depth ?? -1) + 1;
  const [first, end, keep] = rangeOf(sql, conversation, count, request);
  if (first >= end) return { turns: [], earlier: Math.min(first, count), later: count - Math.min(first, count) };
  const sizes = sql
    .all<{ bytes: number }>(
      `SELECT octet_length(t.text) AS bytes FROM path JOIN turn t ON t.n = path.turn
       WHERE path.conversation = ? AND path.depth >= ? AND path.depth < ? ORDER BY path.depth`,
      conversation,
      first,
      end,
    )
    .map(({ bytes }) => bytes);
  const [from, to] = fit(sizes, keep - first);
  const turns = readTurns(
    sql,
    `path JOIN turn t ON t.n = path.turn
     WHERE path.conversation = ? AND path.depth >= ? AND path.depth < ? ORDER BY path.depth`,
    conversation,
    first + from,
    first + to,
  );
  return { turns, earlier: first + from, later: count - first - to };
}
