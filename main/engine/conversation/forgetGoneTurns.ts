import { oldestRecent } from '../cache/oldestRecent.ts';
import type { LiveConversation } from './LiveConversation.ts';

/** Lets go of the turns that have no slot left, so that a conversation of any length takes the same memory. */
export function forgetGoneTurns(conversation: LiveConversation): void {
  const { cache, turns } = conversation;
  if (cache.evicted === 0) return;
  const since = oldestRecent(cache);
  const live = turns.findIndex((turn) => turn.start + turn.tokens.length > since);
  if (live > 0) conversation.turns = turns.slice(live);
}
