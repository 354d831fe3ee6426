import type { CacheUsage, Region } from '../../../app/memory/CacheUsage.ts';
import type { Evidence } from '../../../app/memory/Evidence.ts';
import { regionName } from '../regionName.ts';
import { usedTokens } from '../usedTokens.ts';

/** A line of the meter: a region, or a share of one. */
export interface MemoryPart {
  readonly key: string;
  readonly region: Region | 'free';
  readonly name: string;
  /** in a few words */
  readonly about: string;
  readonly tokens: number;
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
  const { recalled, kept, recent } = usage.regions;
  const parts: MemoryPart[] = [
    { key: 'system', region: 'sink', name: 'Instructions', about: 'always in sight', tokens: anchored - facts - pinned },
    { key: 'pinned', region: 'pinned', name: 'Pinned', about: 'messages you pinned', tokens: pinned },
    { key: 'facts', region: 'pinned', name: 'Facts', about: 'known, and wanted now', tokens: facts },
    { key: 'recalled', region: 'recalled', name: regionName('recalled'), about: 'brought back for this answer', tokens: recalled },
    { key: 'kept', region: 'kept', name: regionName('kept'), about: 'earlier, and worth keeping', tokens: kept },
    { key: 'recent', region: 'recent', name: regionName('recent'), about: 'the latest, word for word', tokens: recent },
    { key: 'free', region: 'free', name: 'Free', about: 'room for what comes', tokens: Math.max(0, usage.budget - usedTokens(usage)) },
  ];
  return parts.filter(({ tokens }) => tokens > 0);
}
