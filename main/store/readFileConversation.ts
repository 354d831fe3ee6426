import type { FileConversation, FileTurn } from '../../app/conversation/ConversationFile.ts';
import type { Turn } from '../../app/conversation/Turn.ts';
import { leafOf } from './activePath.ts';
import { piecesOf } from './piecesOf.ts';
import type { Sql } from './sql.ts';

type Row = Omit<FileTurn, 'edited' | 'stats' | 'id' | 'parentId'> & {
  n: number;
  parent: number | null;
  edited: number;
  stats: string | null;
};

/** A conversation with all its branches, as an export holds it. An answer being written is exported as one cut off. */
export function readFileConversation(sql: Sql, conversation: number): FileConversation {
  const head = sql.get<Omit<FileConversation, 'pinned'> & { pinned: number }>(
    'SELECT title, pinned, created_at AS createdAt, updated_at AS updatedAt, draft FROM conversation WHERE n = ?',
    conversation,
  );
  if (!head) throw new Error(`No conversation in row ${conversation}.`);
  const rows = sql.all<Row>(
    `SELECT n, parent, role, text, state, source, created_at AS createdAt, edited, model, stats, problem
     FROM turn WHERE conversation = ? ORDER BY n`,
    conversation,
  );
  // Ids in a file are short and say nothing about this machine.
  const ids = new Map(rows.map(({ n }, index) => [n, String(index + 1)]));
  const turns = rows.map(({ n, parent, edited, stats, ...turn }): FileTurn => {
    const answering = turn.state === 'answering';
    return {
      id: ids.get(n) ?? '',
      parentId: parent === null ? null : (ids.get(parent) ?? ''),
      ...turn,
      text: answering ? turn.text + piecesOf(sql, n) : turn.text,
      state: answering ? 'cut' : turn.state,
      edited: edited === 1,
      stats: stats === null ? null : (JSON.parse(stats) as Turn['stats']),
    };
  });
  const leaf = leafOf(sql, conversation);
  return { ...head, pinned: head.pinned === 1, leafId: leaf && (ids.get(leaf.n) ?? null), turns };
}
