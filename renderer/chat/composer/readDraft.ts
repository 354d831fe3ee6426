import type { AppState } from '../../AppState.ts';

/** What stands unsent in a conversation, as this browser or the host has it; null: in the one that is not begun yet. */
export function readDraft({ conversations, drafts }: Pick<AppState, 'conversations' | 'drafts'>, conversationId: string | null): string {
  return drafts.read(conversationId, conversations.getState().list?.find(({ id }) => id === conversationId)?.draft ?? '');
}
