import { oldestRecent } from '../cache/oldestRecent.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { LiveTurn } from './LiveTurn.ts';

/** The turns that are whole in the live cache, or will be read, once `incoming` more tokens are in it. */
export function wholeTurns({ cache, turns }: LiveConversation, incoming = 0): LiveTurn[] {
  const { budget, block } = cache.options;
  const missing = Math.max(0, cache.slots.length + incoming - budget);
  const since = oldestRecent(cache) + Math.ceil(missing / block) * block;
  return turns.filter((turn) => turn.start >= since);
}
