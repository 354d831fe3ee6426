import type { AppState } from '../../AppState.ts';
import { readDraft } from './readDraft.ts';

/** Puts a text behind what stands unsent in a conversation (null: in the one that is not begun yet), as a paragraph of its own. */
export function appendDraft(app: Pick<AppState, 'conversations' | 'drafts'>, conversationId: string | null, text: string): void {
  const before = readDraft(app, conversationId).trimEnd();
  app.drafts.write(conversationId, before === '' ? text : `${before}\n\n${text}`);
}
