import { oldestRecent } from './oldestRecent.ts';
import type { SlotCache } from './SlotCache.ts';

/** Whether enough would stay before this absolute position: everything, or the recent slots a policy must keep. */
export function canGoBackTo(cache: SlotCache, position: number): boolean {
  return cache.evicted === 0 || position >= oldestRecent(cache) + cache.options.recentFloor;
}
