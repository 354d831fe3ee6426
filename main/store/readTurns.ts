import type { SQLInputValue } from 'node:sqlite';
import { AppError } from '../../app/contract/AppError.ts';
import { AnswerStats, type Turn } from '../../app/conversation/Turn.ts';
import { piecesOf } from './piecesOf.ts';
import type { Sql } from './sql.ts';

interface TurnRow {
  n: number;
  id: string;
  conversation_id: string;
  parent_id: string | null;
  role: Turn['role'];
  state: Turn['state'];
  source: Turn['source'];
  created_at: number;
  edited: number;
  model: string | null;
  stats: string | null;
  problem: string | null;
  text: string;
  start_ms: number | null;
  end_ms: number | null;
  pinned: number;
  forgotten: number;
  evidence: number;
  sibling_index: number;
  sibling_count: number;
  previous_id: string | null;
  next_id: string | null;
}

/** Turns with the same parent, as the `turn_child` index finds them. */
const SIBLING = 'FROM turn s WHERE s.conversation = t.conversation AND s.parent IS t.parent';

const COLUMNS = `
  t.n, t.id, t.role, t.state, t.source, t.created_at, t.edited, t.model, t.stats, t.problem, t.text,
  (SELECT id FROM conversation WHERE n = t.conversation) AS conversation_id,
  (SELECT id FROM turn WHERE n = t.parent) AS parent_id,
  (SELECT start_ms FROM media_time WHERE turn = t.n) AS start_ms,
  (SELECT end_ms FROM media_time WHERE turn = t.n) AS end_ms,
  EXISTS (SELECT 1 FROM pin WHERE turn = t.n) AS pinned,
  EXISTS (SELECT 1 FROM forgotten WHERE turn = t.n) AS forgotten,
  EXISTS (SELECT 1 FROM evidence WHERE turn = t.n) AS evidence,
  (SELECT count(*) ${SIBLING} AND s.n < t.n) AS sibling_index,
  (SELECT count(*) ${SIBLING}) AS sibling_count,
  (SELECT s.id ${SIBLING} AND s.n < t.n ORDER BY s.n DESC LIMIT 1) AS previous_id,
  (SELECT s.id ${SIBLING} AND s.n > t.n ORDER BY s.n LIMIT 1) AS next_id`;

/**
 * Reads whole turns.
 *
 * @param source what follows FROM: tables, with the turns as `t`, conditions and order. Never made of anybody's input.
 */
export function readTurns(sql: Sql, source: string, ...values: SQLInputValue[]): Turn[] {
  return sql.all<TurnRow>(`SELECT ${COLUMNS} FROM ${source}`, ...values).map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    parentId: row.parent_id,
    role: row.role,
    text: row.state === 'answering' ? row.text + piecesOf(sql, row.n) : row.text,
    state: row.state,
    source: row.source,
    createdAt: row.created_at,
    edited: row.edited === 1,
    model: row.model,
    stats: row.stats === null ? null : AnswerStats.parse(JSON.parse(row.stats)),
    problem: row.problem,
    mediaTime: row.start_ms === null ? null : { startMs: row.start_ms, endMs: row.end_ms ?? row.start_ms },
    pinned: row.pinned === 1,
    forgotten: row.forgotten === 1,
    hasEvidence: row.evidence === 1,
    siblings: {
      index: row.sibling_index,
      count: row.sibling_count,
      previousId: row.previous_id,
      nextId: row.next_id,
    },
  }));
}

/** One turn by its row. */
export function readTurn(sql: Sql, n: number): Turn {
  const [turn] = readTurns(sql, 'turn t WHERE t.n = ?', n);
  if (!turn) throw new AppError('not-found', 'This message is not there any more.');
  return turn;
}
