import { AppError } from '../../app/contract/AppError.ts';
import type { QueuedMessage } from '../../app/conversation/QueuedMessage.ts';
import { findConversation } from './find.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';

const SELECT = `SELECT q.id, c.id AS conversationId, q.text FROM queued q JOIN conversation c ON c.n = q.conversation`;

/** Messages that wait for the answer being written, first come, first sent. */
export function queueCalls(sql: Sql): Pick<StoreHandlers, 'queue' | 'enqueue' | 'editQueued' | 'dequeue'> {
  const find = (id: string): QueuedMessage | null => sql.get<QueuedMessage>(`${SELECT} WHERE q.id = ?`, id) ?? null;
  return {
    queue({ conversationId }) {
      const { n } = findConversation(sql, conversationId);
      return { queue: sql.all<QueuedMessage>(`${SELECT} WHERE q.conversation = ? ORDER BY q.n`, n) };
    },
    enqueue({ conversationId, text }) {
      const message = { id: sql.newId(), conversationId, text: text.toWellFormed() };
      const { n } = findConversation(sql, conversationId);
      sql.run('INSERT INTO queued (id, conversation, text) VALUES (?, ?, ?)', message.id, n, message.text);
      return message;
    },
    editQueued({ id, text }) {
      sql.run('UPDATE queued SET text = ? WHERE id = ?', text.toWellFormed(), id);
      const message = find(id);
      if (!message) throw new AppError('not-found', 'This message is not waiting any more; it was sent or removed.');
      return message;
    },
    dequeue({ id }) {
      const message = find(id);
      sql.run('DELETE FROM queued WHERE id = ?', id);
      return { message };
    },
  };
}
