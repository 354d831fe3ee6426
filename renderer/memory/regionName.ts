import type { Region } from '../../app/memory/CacheUsage.ts';

const NAMES: Readonly<Record<Region, string>> = {
  sink: 'Start',
  // The instructions begin at the start; the rest of them is pinned, with facts and what the person pins.
  pinned: 'Instructions and pinned',
  recalled: 'Recalled',
  kept: 'Kept',
  recent: 'Recent',
};

/** The name of a region, as everywhere in the window. */
export function regionName(region: Region): string {
  return NAMES[region];
}
