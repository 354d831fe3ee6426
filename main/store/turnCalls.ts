import { AppError } from '../../app/contract/AppError.ts';
import { MAX_TURN_TEXT, type Turn } from '../../app/conversation/Turn.ts';
import { titleFrom } from '../../app/conversation/titleFrom.ts';
import { isOnPath, leafOf, newestBelow, setPath } from './activePath.ts';
import { findConversation, findTurn } from './find.ts';
import { insertTurn } from './insertTurn.ts';
import { isForgotten } from './isForgotten.ts';
import { piecesOf } from './piecesOf.ts';
import { readTail } from './readTail.ts';
import { readTurn } from './readTurns.ts';
import { remakePassages } from './remakePassages.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { reindexText } from './wordIndex.ts';

const CUT = 'Headwater was closed in the middle of this answer. What had been written is kept; you can continue it.';

/** Length of what is stored of an answer, in UTF-16 units; its long text is read before the first piece only. */
function storedLength(sql: Sql, turn: number): number {
  const last = sql.get<{ at: number; text: string }>(
    'SELECT at, text FROM piece WHERE turn = ? ORDER BY at DESC LIMIT 1',
    turn,
  );
  if (last) return last.at + (JSON.parse(last.text) as string).length;
  return sql.get<{ text: string }>('SELECT text FROM turn WHERE n = ?', turn)?.text.length ?? 0;
}

/** Moves what came while an answer was written into its text, and into the full-text index. */
function foldPieces(sql: Sql, turn: number): void {
  const pieces = piecesOf(sql, turn);
  if (pieces === '') return;
  const before = sql.get<{ text: string }>('SELECT text FROM turn WHERE n = ?', turn)?.text ?? '';
  const after = (before + pieces).toWellFormed();
  sql.run('UPDATE turn SET text = ? WHERE n = ?', after, turn);
  sql.run('DELETE FROM piece WHERE turn = ?', turn);
  reindexText(sql, 'turn_index', turn, before, after);
}

/** Turns of a conversation: adding, writing, ending, reading, and choosing among branches. */
export function turnCalls(
  sql: Sql,
  now: () => number,
): Pick<
  StoreHandlers,
  'addTurn' | 'ask' | 'appendText' | 'setState' | 'turn' | 'leaf' | 'tail' | 'select' | 'reveal' | 'recover'
> {
  const touch = (conversation: number): void => {
    sql.run('UPDATE conversation SET updated_at = ? WHERE n = ?', now(), conversation);
  };
  const nameAfter = (conversation: { n: number; title: string }, message: string): void => {
    const title = titleFrom(message);
    reindexText(sql, 'title_index', conversation.n, conversation.title, title);
    sql.run('UPDATE conversation SET named = 1, title = ? WHERE n = ?', title, conversation.n);
  };
  const end = (n: number, state: Turn['state'], stats: Turn['stats'], problem: string | null): void => {
    if (state !== 'answering') {
      foldPieces(sql, n);
      remakePassages(sql, n);
    }
    const statsText = stats && JSON.stringify(stats);
    sql.run('UPDATE turn SET state = ?, stats = ?, problem = ? WHERE n = ?', state, statsText, problem, n);
  };
  const show = (id: string): Record<string, never> => {
    const turn = findTurn(sql, id);
    if (isOnPath(sql, turn.conversation, turn)) return {};
    setPath(sql, turn.conversation, newestBelow(sql, turn.conversation, turn));
    return {};
  };
  const add = ({ conversationId, parentId, ...content }: Parameters<StoreHandlers['addTurn']>[0] & { id?: string | undefined }): Turn => {
    const conversation = findConversation(sql, conversationId);
    const parent = parentId === null ? null : findTurn(sql, parentId);
    if (parent && parent.conversation !== conversation.n) {
      throw new AppError('bad-request', 'A message can only follow one of its own conversation.');
    }
    const turn = insertTurn(sql, {
      ...content,
      conversation: conversation.n,
      parent,
      createdAt: now(),
      stats: null,
      problem: null,
    });
    setPath(sql, conversation.n, turn);
    if (content.role === 'user' && conversation.named === 0) nameAfter(conversation, content.text);
    touch(conversation.n);
    return readTurn(sql, turn.n);
  };
  const leafId = (conversationId: string): string | null => {
    const leaf = leafOf(sql, findConversation(sql, conversationId).n);
    return leaf && (sql.get<{ id: string }>('SELECT id FROM turn WHERE n = ?', leaf.n)?.id ?? null);
  };
  /** Takes a waiting message out of the queue; returns its text. */
  const takeQueued = (id: string): string => {
    const queued = sql.get<{ text: string }>('DELETE FROM queued WHERE id = ? RETURNING text', id);
    if (queued) return queued.text;
    throw new AppError('not-found', 'This message is not waiting any more; it was sent or removed.');
  };
  return {
    addTurn: add,
    ask({ conversationId, parentId = leafId(conversationId), messageId, edited, model, queuedId, source, mediaTime, ...given }) {
      if (sql.get('SELECT 1 FROM conversation WHERE id = ? AND removed_at IS NOT NULL', conversationId)) {
        throw new AppError('not-found', 'This conversation was deleted, so nothing was sent. Bring it back first.');
      }
      const text = queuedId === undefined ? given.text : takeQueued(queuedId);
      const before = { conversationId, parentId, role: 'user', model: null } as const;
      const message = add({ ...before, id: messageId, text, edited, state: 'complete', source, mediaTime });
      const after = { conversationId, parentId: message.id, role: 'assistant', model } as const;
      const spoken = source === 'voice' ? source : 'chat';
      const empty = { text: '', edited: false, state: 'answering', source: spoken, mediaTime: null } as const;
      return { message, answer: add({ ...after, ...empty }) };
    },
    appendText({ turnId, at, text }) {
      const { n, state } = findTurn(sql, turnId);
      if (state !== 'answering')
        throw new AppError('bad-request', 'This answer has ended; nothing can be added to it.');
      const stored = storedLength(sql, n);
      if (at !== stored) {
        throw new AppError('bad-request', 'A part of this answer is missing.', { at, stored });
      }
      if (stored + text.length > MAX_TURN_TEXT) {
        throw new AppError('bad-request', 'This answer has become as long as a message can be. What is there is kept.');
      }
      if (text !== '') sql.run('INSERT INTO piece (turn, at, text) VALUES (?, ?, ?)', n, at, JSON.stringify(text));
      return {};
    },
    setState({ turnId, state, stats, problem }) {
      const { n, conversation } = findTurn(sql, turnId);
      if (state === 'answering' && isForgotten(sql, n)) {
        throw new AppError('bad-request', 'This answer was forgotten, so it cannot be continued. Ask again instead.');
      }
      end(n, state, stats, problem);
      touch(conversation);
      return readTurn(sql, n);
    },
    turn: ({ turnId }) => readTurn(sql, findTurn(sql, turnId).n),
    leaf({ conversationId }) {
      const leaf = leafOf(sql, findConversation(sql, conversationId).n);
      return { turn: leaf && readTurn(sql, leaf.n) };
    },
    tail: ({ turnId, maxCharacters }) => readTail(sql, turnId, maxCharacters),
    select: ({ turnId }) => show(turnId),
    reveal: ({ turnId }) => show(turnId),
    recover() {
      const cut = sql.all<{ n: number }>("SELECT n FROM turn WHERE state = 'answering'");
      for (const { n } of cut) end(n, 'cut', null, CUT);
      return { cut: cut.length };
    },
  };
}
