import type { AppState } from '../../AppState.ts';

/** Puts a text behind what stands unsent in a conversation, as a paragraph of its own. */
export function appendDraft({ conversations, drafts }: Pick<AppState, 'conversations' | 'drafts'>, conversationId: string, text: string): void {
  const atHost = conversations.getState().list?.find(({ id }) => id === conversationId)?.draft ?? '';
  const before = drafts.read(conversationId, atHost).trimEnd();
  drafts.write(conversationId, before === '' ? text : `${before}\n\n${text}`);
}
