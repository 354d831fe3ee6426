import { createHash } from 'node:crypto';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import type { SlotCache } from '../cache/SlotCache.ts';

/** Version of the file format: raised with every change of what is written. */
const VERSION = 1;

/** What a conversation's cache depends on besides its text. */
export interface SnapshotSetting {
  readonly system: string;
  readonly policy: RetentionPolicy;
}

/**
 * sha256 over everything that must be the same for a snapshot to be of use: version of the format, key of the compiled
 * model, how its cache stores numbers, sizes, budget, policy, system prompt. A file with another one is outdated.
 */
export function snapshotIdentity(cache: SlotCache, { system, policy }: SnapshotSetting): Uint8Array {
  const { key, layers, kvHeads, headDim } = cache.decoder.model;
  const { budget, block, recentFloor } = cache.options;
  const { rowFormat } = cache.buffers;
  const all = [VERSION, key, rowFormat, layers, kvHeads, headDim, budget, block, recentFloor, policy, system];
  return createHash('sha256').update(JSON.stringify(all)).digest();
}
