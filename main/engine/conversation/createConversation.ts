import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import { createSlotCache } from '../cache/createSlotCache.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import type { LiveConversation } from './LiveConversation.ts';

/** A conversation of which nothing was read yet. */
export function createConversation(
  decoder: Decoder,
  budget: number,
  retention: RetentionPolicy = 'sinks',
): LiveConversation {
  const { policy, measure } = retentionPolicies[retention];
  const cache = createSlotCache(decoder, budget, 0, { policy, measure });
  return { policy: retention, cache, system: null, turns: [], leftOut: 0, memory: null };
}
