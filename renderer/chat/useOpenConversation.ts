import { useStore } from 'zustand';
import type { Conversation } from '../../app/conversation/Conversation.ts';
import { useApp } from '../useApp.ts';

/** The row of the open conversation; null for a new one. */
export function useOpenConversation(): Conversation | null {
  const { chat, conversations } = useApp();
  const openId = useStore(chat.store, (state) => state.openId);
  return useStore(conversations, ({ list }) => list?.find(({ id }) => id === openId) ?? null);
}
