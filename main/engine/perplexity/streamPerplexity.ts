import type { Policy } from '../../../app/memory/Policy.ts';
import { appendLimit } from '../cache/appendLimit.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { createSlotCache } from '../cache/createSlotCache.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { createLossMeter } from './createLossMeter.ts';
import type { Perplexity } from './Perplexity.ts';

/** Rows of logits that are in memory at a time. */
const CHUNK = 32;

export interface StreamOptions {
  readonly policy: Policy;
  readonly budget: number;
  readonly block: number;
  /** tokens at the beginning that are read but not counted: the budget, to compare full caches only */
  readonly skip?: number;
}

/** Perplexity of a text read through a cache of fixed size, as a conversation reads it. */
export async function streamPerplexity(
  decoder: Decoder,
  tokens: ArrayLike<number>,
  { policy, budget, block, skip = 0 }: StreamOptions,
): Promise<Perplexity> {
  const cache = createSlotCache(decoder, budget, 0, { policy, block, recentFloor: 1 });
  const meter = createLossMeter();
  const { vocabSize } = decoder.model;
  const last = tokens.length - 1;
  for (let done = 0; done < last; ) {
    const size = Math.min(CHUNK, appendLimit(cache), last - done);
    const chunk = Array.from({ length: size }, (_, i) => tokens[done + i]!);
    const logits = await appendTokens(cache, chunk, chunk, 'all');
    const before = cache.slots.length - size;
    for (let i = Math.max(0, skip - done); i < size; i++) {
      meter.add(logits.subarray(i * vocabSize, (i + 1) * vocabSize), tokens[done + i + 1]!, before + i + 1);
    }
    done += size;
  }
  return meter.read();
}
