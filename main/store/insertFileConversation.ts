import type { FileConversation } from '../../app/conversation/ConversationFile.ts';
import { NEW_TITLE } from '../../app/conversation/titleFrom.ts';
import { setPath } from './activePath.ts';
import { insertConversation } from './insertConversation.ts';
import { insertTurn } from './insertTurn.ts';
import type { Sql } from './sql.ts';

/**
 * Adds a conversation of a file, with fresh ids throughout: nothing that exists is ever touched.
 *
 * @param file a proper tree, as `readConversationFile` returns it
 * @param now milliseconds since the epoch; what claims to be younger is not
 * @returns the new id
 */
export function insertFileConversation(sql: Sql, file: FileConversation, now: number): string {
  const { title, pinned, createdAt, updatedAt, draft } = file;
  const conversation = insertConversation(sql, {
    title: title.trim() === '' ? NEW_TITLE : title,
    pinned,
    createdAt: Math.min(createdAt, now),
    updatedAt: Math.min(updatedAt, now),
    draft,
    named: file.turns.length > 0,
    removedAt: null,
  });
  const turns = new Map<string, { n: number; depth: number }>();
  for (const { id, parentId, ...content } of file.turns) {
    const parent = parentId === null ? null : (turns.get(parentId) ?? null);
    const state = content.state === 'answering' ? 'cut' : content.state;
    turns.set(id, insertTurn(sql, { ...content, state, conversation: conversation.n, parent }));
  }
  const leaf = turns.get(file.leafId ?? '');
  if (leaf) setPath(sql, conversation.n, leaf);
  return conversation.id;
}
