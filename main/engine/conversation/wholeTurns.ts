import { oldestRecent } from '../cache/oldestRecent.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { LiveTurn } from './LiveTurn.ts';

/** The turns that are whole in the live cache, or will be read, once `incoming` more tokens are in it. */
export function wholeTurns({ cache, turns }: LiveConversation, incoming = 0): LiveTurn[] {
  const { budget, block, recentFloor, measure } = cache.options;
  const missing = Math.max(0, cache.slots.length + incoming - budget);
  const newest = turns.at(-1);
  // A policy with scores may drop any but the newest.
  const since =
    missing > 0 && measure !== null && newest !== undefined
      ? newest.start + newest.tokens.length - recentFloor
      : oldestRecent(cache) + Math.ceil(missing / block) * block;
  return turns.filter((turn) => turn.start >= since);
}
