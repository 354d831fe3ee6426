import type { FileConversation, FileFact } from '../../app/conversation/ConversationFile.ts';
import { NEW_TITLE } from '../../app/conversation/titleFrom.ts';
import { setPath } from './activePath.ts';
import { insertConversation } from './insertConversation.ts';
import { insertFact } from './insertFact.ts';
import { insertTurn } from './insertTurn.ts';
import { pinTurn } from './pinTurn.ts';
import type { Sql } from './sql.ts';

/** The ledger as it was, but for those marks that reach other conversations. Links that lead nowhere are left out. */
function insertFileFacts(
  sql: Sql,
  conversation: number,
  facts: readonly FileFact[],
  turns: ReadonlyMap<string, { n: number }>,
): void {
  const rows = new Map<string, number>();
  for (const { id, subject, value, origin, pinned, turnId, createdAt } of facts) {
    const turn = turns.get(turnId ?? '')?.n ?? null;
    const place = { conversation, turn, everywhere: false };
    rows.set(id, insertFact(sql, { ...place, subject, value, origin, pinned, createdAt }).n);
  }
  for (const { id, supersededBy } of facts) {
    const [old, newer] = [rows.get(id), rows.get(supersededBy ?? '')];
    // Later ones only: so there are no rings.
    if (old !== undefined && newer !== undefined && newer > old) {
      sql.run('UPDATE fact SET superseded_by = ? WHERE n = ?', newer, old);
    }
  }
}

/**
 * Adds a conversation of a file, with fresh ids throughout: nothing that exists is ever touched.
 *
 * @param file a proper tree, as `readConversationFile` returns it
 * @param now milliseconds since the epoch; what claims to be younger is not
 * @returns the new id
 */
export function insertFileConversation(sql: Sql, file: FileConversation, now: number): string {
  const { title, pinned, createdAt, updatedAt, draft, retention } = file;
  const conversation = insertConversation(sql, {
    title: title.trim() === '' ? NEW_TITLE : title,
    pinned,
    createdAt: Math.min(createdAt, now),
    updatedAt: Math.min(updatedAt, now),
    draft,
    retention,
    named: file.turns.length > 0,
    removedAt: null,
  });
  const turns = new Map<string, { n: number; depth: number }>();
  for (const { id, parentId, pinned, forgotten, ...content } of file.turns) {
    const parent = parentId === null ? null : (turns.get(parentId) ?? null);
    const state = content.state === 'answering' ? 'cut' : content.state;
    const turn = insertTurn(sql, { ...content, state, conversation: conversation.n, parent });
    turns.set(id, turn);
    if (forgotten && content.text === '') sql.run('INSERT INTO forgotten (turn) VALUES (?)', turn.n);
    else if (pinned) pinTurn(sql, turn.n, conversation.n);
  }
  const leaf = turns.get(file.leafId ?? '');
  if (leaf) setPath(sql, conversation.n, leaf);
  insertFileFacts(sql, conversation.n, file.facts, turns);
  return conversation.id;
}
