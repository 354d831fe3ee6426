import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';
import { countRegions } from '../../../app/memory/countRegions.ts';
import { oldestRecent } from '../cache/oldestRecent.ts';
import type { LiveConversation } from './LiveConversation.ts';

/** What the model can see of this conversation now. */
export function usageOf({ cache, turns, leftOut }: LiveConversation): CacheUsage {
  const since = oldestRecent(cache);
  return {
    budget: cache.options.budget,
    regions: countRegions(cache.slots),
    evictedTokens: cache.evicted + leftOut,
    firstWholeTurnId: turns.find((turn) => turn.start >= since && turn.start < cache.next)?.id ?? null,
  };
}
