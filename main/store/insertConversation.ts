import type { Conversation } from '../../app/conversation/Conversation.ts';
import type { Sql } from './sql.ts';
import { indexText } from './wordIndex.ts';

export interface NewConversation extends Pick<
  Conversation,
  'title' | 'pinned' | 'createdAt' | 'updatedAt' | 'draft' | 'retention'
> {
  /** a fresh one by default */
  readonly id?: string | undefined;
  /** false: the first message will name it */
  readonly named: boolean;
  readonly removedAt: number | null;
}

/** Adds a conversation without turns. */
export function insertConversation(sql: Sql, conversation: NewConversation): { n: number; id: string } {
  const { id = sql.newId(), title, pinned, createdAt, updatedAt, draft, retention, named, removedAt } = conversation;
  const row = sql.get<{ n: number }>(
    `INSERT INTO conversation (id, pinned, named, created_at, updated_at, removed_at, title, draft, retention)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
    id,
    Number(pinned),
    Number(named),
    createdAt,
    updatedAt,
    removedAt,
    title.toWellFormed(),
    draft.toWellFormed(),
    retention,
  );
  const n = row?.n ?? 0;
  indexText(sql, 'title_index', n, title);
  return { n, id };
}
