import type { ChatState } from '../chat/ChatState.ts';
import type { ReadMessage } from './ReaderState.ts';
import { VOICE_SAMPLE } from './voiceSample.ts';

/**
 * Whether a message may go on being read: not when it was changed or forgotten, when another version of it was chosen,
 * when the reader jumped far away from it, nor in another conversation. What nobody sees cannot be stopped where it is.
 * A voice's sample is no message, and goes on.
 */
export function isStillRead({ turnId, text }: ReadMessage, before: ChatState, now: ChatState): boolean {
  if (turnId === VOICE_SAMPLE) return true;
  if (before.openId !== now.openId) return false;
  // While a conversation is fetched, nobody knows.
  if (!now.transcript?.loaded) return true;
  const turn = now.transcript.turns.find(({ id }) => id === turnId);
  return turn !== undefined && !turn.forgotten && turn.text === text;
}
