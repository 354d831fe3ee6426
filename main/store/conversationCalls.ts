import { AppError } from '../../app/contract/AppError.ts';
import type { Conversation } from '../../app/conversation/Conversation.ts';
import { NEW_TITLE } from '../../app/conversation/titleFrom.ts';
import type { RetentionPolicy } from '../../app/memory/RetentionPolicy.ts';
import { findConversation } from './find.ts';
import { insertConversation } from './insertConversation.ts';
import type { Sql } from './sql.ts';
import type { StoreHandlers } from './StoreHandlers.ts';
import { isTemporary } from './temporaryIds.ts';
import { reindexText } from './wordIndex.ts';

interface ConversationRow {
  id: string;
  title: string;
  pinned: number;
  created_at: number;
  updated_at: number;
  turn_count: number;
  draft: string;
  retention: RetentionPolicy | null;
}

/** Reads conversations as the list shows them. The last depth of the path is its length, so no turn is counted. */
function readConversations(sql: Sql, condition: string, ...values: string[]): Conversation[] {
  const rows = sql.all<ConversationRow>(
    `SELECT c.id, c.title, c.pinned, c.created_at, c.updated_at, c.draft, c.retention,
       coalesce((SELECT max(depth) + 1 FROM path WHERE conversation = c.n), 0) AS turn_count
     FROM conversation c WHERE ${condition} ORDER BY c.pinned DESC, c.updated_at DESC, c.n DESC`,
    ...values,
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    pinned: row.pinned === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    turnCount: row.turn_count,
    draft: row.draft,
    temporary: isTemporary(row.id),
    retention: row.retention,
  }));
}

/** The list of conversations. */
export function conversationCalls(
  sql: Sql,
  now: () => number,
): Pick<StoreHandlers, 'create' | 'rename' | 'pin' | 'retention' | 'setRetention' | 'saveDraft' | 'remove' | 'restore' | 'list'> {
  const change = (id: string, assignment: string, value: string | number | null): Record<string, never> => {
    sql.run(`UPDATE conversation SET ${assignment} WHERE n = ?2`, value, findConversation(sql, id).n);
    return {};
  };
  return {
    create({ temporary }) {
      const time = now();
      const blank = { title: NEW_TITLE, pinned: false, draft: '', retention: null };
      const conversation = { ...blank, createdAt: time, updatedAt: time };
      const { id } = insertConversation(sql, { ...conversation, named: false, removedAt: null });
      if (temporary && !isTemporary(id)) {
        throw new AppError('bad-request', 'A temporary conversation cannot be kept on the disk. Nothing was stored.');
      }
      return { id, ...conversation, turnCount: 0, temporary: isTemporary(id) };
    },
    rename({ id, title }) {
      const { n, title: before } = findConversation(sql, id);
      const after = title.toWellFormed();
      reindexText(sql, 'title_index', n, before, after);
      return change(id, 'named = 1, title = ?1', after);
    },
    pin: ({ id, pinned }) => change(id, 'pinned = ?1', Number(pinned)),
    retention({ conversationId }) {
      const { n } = findConversation(sql, conversationId);
      const row = sql.get<Pick<ConversationRow, 'retention'>>('SELECT retention FROM conversation WHERE n = ?', n);
      return { retention: row?.retention ?? null };
    },
    setRetention: ({ id, retention }) => change(id, 'retention = ?1', retention),
    saveDraft: ({ id, draft }) => change(id, 'draft = ?1', draft.toWellFormed()),
    remove: ({ id }) => change(id, 'removed_at = ?1', now()),
    restore: ({ id }) => change(id, 'removed_at = ?1', null),
    list: () => ({ conversations: readConversations(sql, 'c.removed_at IS NULL AND c.n NOT IN (SELECT conversation FROM recording)') }),
  };
}
