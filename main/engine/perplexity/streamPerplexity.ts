import type { Policy } from '../../../app/memory/Policy.ts';
import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import { appendLimit } from '../cache/appendLimit.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { createSlotCache } from '../cache/createSlotCache.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { createLossMeter } from './createLossMeter.ts';
import type { Perplexity } from './Perplexity.ts';

/** Rows of logits that are in memory at a time. */
const CHUNK = 32;

export interface StreamOptions {
  /** `dense`: nothing ever leaves, whatever the budget; a function: one that the product does not offer */
  readonly policy: RetentionPolicy | 'dense' | Policy;
  readonly budget: number;
  readonly block: number;
  /** tokens at the beginning that are read but not counted: the budget, to compare full caches only */
  readonly skip?: number;
  /** false leaves kept keys where they were made: to show what re-anchoring is for */
  readonly reanchor?: boolean;
  /** hears of every counted token: its number, its loss in nats and the context of its prediction */
  readonly onToken?: (index: number, loss: number, context: number) => void;
}

/** Perplexity of a text read through a cache of fixed size, as a conversation reads it. */
export async function streamPerplexity(
  decoder: Decoder,
  tokens: ArrayLike<number>,
  { policy: name, budget, block, skip = 0, reanchor = true, onToken }: StreamOptions,
): Promise<Perplexity> {
  const { policy, measure } =
    typeof name === 'function' ? { policy: name, measure: null } : retentionPolicies[name === 'dense' ? 'sinks' : name];
  const slots = name === 'dense' ? tokens.length : budget;
  const cache = createSlotCache(decoder, slots, 0, { policy, measure, block, recentFloor: 1, reanchor });
  const meter = createLossMeter();
  const { vocabSize } = decoder.model;
  const last = tokens.length - 1;
  for (let done = 0; done < last; ) {
    const size = Math.min(CHUNK, appendLimit(cache), last - done);
    const chunk = Array.from({ length: size }, (_, i) => tokens[done + i]!);
    // A text is one turn: nothing decays in it.
    const turns = Array.from({ length: size }, () => 0);
    const logits = await appendTokens(cache, chunk, turns, 'all');
    const before = cache.slots.length - size;
    for (let i = Math.max(0, skip - done); i < size; i++) {
      const context = before + i + 1;
      const loss = meter.add(logits.subarray(i * vocabSize, (i + 1) * vocabSize), tokens[done + i + 1]!, context);
      onToken?.(done + i + 1, loss, context);
    }
    done += size;
  }
  return meter.read();
}
