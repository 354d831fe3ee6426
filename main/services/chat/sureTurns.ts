import type { Turn } from '../../../app/conversation/Turn.ts';
import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';

/** Slots that a turn takes besides its text, at most: the template's. */
const AROUND_TURN = 16;
/** Share of the cache that the newest turns have for sure, however much is pinned and recalled. */
const SURE_SHARE = 1 / 4;

/**
 * Ids of turns that stood whole in the live cache when the last answer ended and will do so in the next one, too: the
 * newest, as many as fit a quarter of the cache even if each byte were a token. Those before them may make room for a
 * long message, so they must be found by recall; the engine, which knows, leaves out what it shows anyway.
 *
 * @param turns the path, oldest first, with the message that is to be answered
 */
export function sureTurns(turns: readonly Pick<Turn, 'id' | 'text'>[], usage: CacheUsage | null, contextSlots: number): string[] {
  const firstWhole = turns.findIndex(({ id }) => id === usage?.firstWholeTurnId);
  if (firstWhole < 0) return [];
  let left = contextSlots * SURE_SHARE;
  const isSure = ({ text }: Pick<Turn, 'text'>): boolean => (left -= Buffer.byteLength(text) + AROUND_TURN) >= 0;
  const firstUnsure = turns.findLastIndex((turn) => !isSure(turn));
  return turns.slice(Math.max(firstWhole, firstUnsure + 1)).map(({ id }) => id);
}
