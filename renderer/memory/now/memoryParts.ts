import type { CacheUsage, Region } from '../../../app/memory/CacheUsage.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { regionParts, type RegionPart } from '../../chat/header/regions.ts';

/** A line of the meter: a region, or a share of one. */
export interface MemoryPart extends Pick<RegionPart, 'name' | 'about' | 'tokens'> {
  readonly key: string;
  readonly region: Region | 'free';
}

/**
 * The parts of the live memory as a person counts them, in the order in which the model sees them. The start and the
 * pinned region are shared out among instructions, pinned messages and facts as the last answer's evidence says; the
 * sum is always the live count.
 */
export function memoryParts(usage: CacheUsage, evidence: Pick<Evidence, 'tokens'> | null): MemoryPart[] {
  const anchored = usage.regions.sink + usage.regions.pinned;
  const facts = Math.min(evidence?.tokens.facts ?? 0, anchored);
  const pinned = Math.min(evidence?.tokens.pinned ?? 0, anchored - facts);
  const parts: MemoryPart[] = [
    { key: 'system', region: 'sink', name: 'Instructions', about: 'always in sight, from the first word on', tokens: anchored - facts - pinned },
    { key: 'pinned', region: 'pinned', name: 'Pinned', about: 'messages you pinned', tokens: pinned },
    { key: 'facts', region: 'pinned', name: 'Facts', about: 'what is known and matters now', tokens: facts },
    ...regionParts(usage)
      .filter(({ region }) => region !== 'sink' && region !== 'pinned')
      .map((part) => ({ ...part, key: part.region })),
  ];
  return parts.filter(({ tokens }) => tokens > 0);
}
