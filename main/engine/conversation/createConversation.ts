import { createSlotCache } from '../cache/createSlotCache.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import type { LiveConversation } from './LiveConversation.ts';

/** A conversation of which nothing was read yet. */
export function createConversation(decoder: Decoder, budget: number): LiveConversation {
  return { cache: createSlotCache(decoder, budget), system: null, turns: [], leftOut: 0, memory: null };
}
