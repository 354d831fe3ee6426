import type { CacheUsage } from './CacheUsage.ts';
import type { Slot } from './Slot.ts';

/** How many slots stand in each region. */
export function countRegions(slots: readonly Slot[]): CacheUsage['regions'] {
  const regions = { sink: 0, pinned: 0, recalled: 0, kept: 0, recent: 0 };
  for (const slot of slots) regions[slot.region]++;
  return regions;
}
