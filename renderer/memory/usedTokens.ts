import type { CacheUsage } from '../../app/memory/CacheUsage.ts';

/** Slots of the live memory that are taken. */
export function usedTokens({ regions }: Pick<CacheUsage, 'regions'>): number {
  return Object.values(regions).reduce((sum, tokens) => sum + tokens, 0);
}
