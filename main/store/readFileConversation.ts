import type { FileConversation, FileFact, FileTurn } from '../../app/conversation/ConversationFile.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import { leafOf } from './activePath.ts';
import { piecesOf } from './piecesOf.ts';
import type { Sql } from './sql.ts';

type Row = Omit<FileTurn, 'edited' | 'stats' | 'id' | 'parentId' | 'mediaTime' | 'pinned' | 'forgotten'> & {
  n: number;
  parent: number | null;
  edited: number;
  stats: string | null;
  startMs: number | null;
  endMs: number | null;
  pinned: number;
  forgotten: number;
};

/** The ledger of a conversation with its history, under short ids of its own. */
function fileFacts(sql: Sql, conversation: number, turns: ReadonlyMap<number, string>): FileFact[] {
  const rows = sql.all<Omit<FileFact, 'id' | 'turnId' | 'supersededBy' | 'pinned'> & FactRow>(
    `SELECT n, turn, superseded_by, subject, value, origin, pinned, created_at AS createdAt
     FROM fact WHERE conversation = ? ORDER BY n`,
    conversation,
  );
  const ids = new Map(rows.map(({ n }, index) => [n, String(index + 1)]));
  return rows.map(({ n, turn, superseded_by, pinned, ...fact }) => ({
    id: ids.get(n) ?? '',
    ...fact,
    pinned: pinned === 1,
    turnId: turn === null ? null : (turns.get(turn) ?? null),
    supersededBy: superseded_by === null ? null : (ids.get(superseded_by) ?? null),
  }));
}

interface FactRow {
  n: number;
  turn: number | null;
  superseded_by: number | null;
  pinned: number;
}

/** A conversation with all its branches, as an export holds it. An answer being written is exported as one cut off. */
export function readFileConversation(sql: Sql, conversation: number): FileConversation {
  const head = sql.get<Omit<FileConversation, 'pinned'> & { pinned: number }>(
    `SELECT title, pinned, created_at AS createdAt, updated_at AS updatedAt, draft, retention
     FROM conversation WHERE n = ?`,
    conversation,
  );
  if (!head) throw new Error(`No conversation in row ${conversation}.`);
  const rows = sql.all<Row>(
    `SELECT n, parent, role, text, state, source, created_at AS createdAt, edited, model, stats, problem,
       (SELECT start_ms FROM media_time WHERE turn = t.n) AS startMs,
       (SELECT end_ms FROM media_time WHERE turn = t.n) AS endMs,
       EXISTS (SELECT 1 FROM pin WHERE turn = t.n) AS pinned,
       EXISTS (SELECT 1 FROM forgotten WHERE turn = t.n) AS forgotten
     FROM turn t WHERE conversation = ? ORDER BY n`,
    conversation,
  );
  // Ids in a file are short and say nothing about this machine.
  const ids = new Map(rows.map(({ n }, index) => [n, String(index + 1)]));
  const turns = rows.map(({ n, parent, edited, stats, startMs, endMs, pinned, forgotten, ...turn }): FileTurn => {
    const answering = turn.state === 'answering';
    return {
      id: ids.get(n) ?? '',
      parentId: parent === null ? null : (ids.get(parent) ?? ''),
      ...turn,
      text: answering ? turn.text + piecesOf(sql, n) : turn.text,
      state: answering ? 'cut' : turn.state,
      edited: edited === 1,
      stats: stats === null ? null : (JSON.parse(stats) as Turn['stats']),
      mediaTime: startMs === null ? null : { startMs, endMs: endMs ?? startMs },
      pinned: pinned === 1,
      forgotten: forgotten === 1,
    };
  });
  const leaf = leafOf(sql, conversation);
  return {
    ...head,
    pinned: head.pinned === 1,
    leafId: leaf && (ids.get(leaf.n) ?? null),
    turns,
    facts: fileFacts(sql, conversation, ids),
  };
}
