import type { ChatState } from '../chat/ChatState.ts';
import type { ReadMessage } from './ReaderState.ts';

/** Whether a message may go on being read: not when it was changed or forgotten, nor in another conversation. */
export function isStillRead({ turnId, text }: ReadMessage, before: ChatState, now: ChatState): boolean {
  if (before.openId !== now.openId) return false;
  const turn = now.transcript?.turns.find(({ id }) => id === turnId);
  // One that is far out of sight is not loaded any more.
  return !turn || (!turn.forgotten && turn.text === text);
}
