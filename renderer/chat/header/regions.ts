import type { CacheUsage, Region } from '../../../app/memory/CacheUsage.ts';

/** A part of what the model sees, as the window names and explains it. */
export interface RegionPart {
  readonly region: Region | 'free';
  readonly name: string;
  readonly about: string;
  readonly tokens: number;
}

const REGIONS: readonly Omit<RegionPart, 'tokens'>[] = [
  { region: 'sink', name: 'Start', about: 'the first words, which keep the model steady' },
  { region: 'pinned', name: 'Pinned', about: 'instructions, pinned messages and facts, always in sight' },
  { region: 'recalled', name: 'Recalled', about: 'earlier passages brought back for this answer' },
  { region: 'kept', name: 'Kept', about: 'earlier words that were worth keeping' },
  { region: 'recent', name: 'Recent', about: 'the latest messages, word for word' },
];

/** The parts of the live memory in the order in which the model sees them; empty regions are left out, free space ends it. */
export function regionParts(usage: CacheUsage): RegionPart[] {
  const used = usedTokens(usage);
  return [
    ...REGIONS.map((region) => ({ ...region, tokens: tokensIn(usage, region.region) })).filter(({ tokens }) => tokens > 0),
    ...(used < usage.budget
      ? [{ region: 'free' as const, name: 'Free', about: 'room for what comes next', tokens: usage.budget - used }]
      : []),
  ];
}

/** Slots of the live memory that are taken. */
export function usedTokens({ regions }: CacheUsage): number {
  return Object.values(regions).reduce((sum, tokens) => sum + tokens, 0);
}

function tokensIn(usage: CacheUsage, region: RegionPart['region']): number {
  return region === 'free' ? 0 : usage.regions[region];
}

/** The name of a region, as everywhere in the window. */
export function regionName(region: Region): string {
  return REGIONS.find((one) => one.region === region)?.name ?? region;
}
