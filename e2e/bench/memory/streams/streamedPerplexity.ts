import type { Policy } from '../../../../app/memory/Policy.ts';
import { retentionPolicies } from '../../../../app/memory/retentionPolicies.ts';
import { appendLimit } from '../../../../main/engine/cache/appendLimit.ts';
import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import { type Decoder, MAX_STEP } from '../../../../main/engine/decoder/Decoder.ts';
import type { Perplexity } from '../../../../main/engine/perplexity/Perplexity.ts';
import { streamPerplexity, type StreamOptions } from '../../../../main/engine/perplexity/streamPerplexity.ts';

/**
 * `streamPerplexity` by the log-probabilities that the scored graph tells, which spares a row of logits per token; where
 * a policy has the graph tell something else, by the logits.
 *
 * @param decoder with its scored graph
 */
export async function streamedPerplexity(decoder: Decoder, tokens: Int32Array, options: StreamOptions): Promise<Perplexity> {
  const { policy: name, budget, block, skip = 0, reanchor = true, onToken } = options;
  const { policy, measure } = policyOf(name);
  if (decoder.score === undefined || (measure !== null && measure !== 'surprisal')) return streamPerplexity(decoder, tokens, options);
  const slots = name === 'dense' ? tokens.length : budget;
  const cache = createSlotCache(decoder, slots, 0, { policy, measure: 'surprisal', block, recentFloor: 1, reanchor });
  let [loss, count, contexts] = [0, 0, 0];
  for (let [done, before] = [0, 0]; done < tokens.length; ) {
    const size = Math.min(MAX_STEP, appendLimit(cache), tokens.length - done);
    const chunk = [...tokens.subarray(done, done + size)];
    await appendTokens(cache, chunk, chunk.map(() => 0), 'none');
    const read = cache.slots.slice(-size);
    for (let i = 0; i < size; i++) {
      // The first of a chunk was foretold before anything left for it.
      const context = i === 0 ? before : cache.slots.length - size + i;
      if (done + i <= skip || context === 0) continue;
      const surprisal = read[i]!.score!;
      loss += surprisal;
      contexts += context;
      count++;
      onToken?.(done + i, surprisal, context);
    }
    before = cache.slots.length;
    done += size;
  }
  return { perplexity: Math.exp(loss / count), tokens: count, meanContext: contexts / count };
}

function policyOf(name: StreamOptions['policy']): { policy: Policy; measure: 'surprisal' | 'attention' | 'keys' | null } {
  return typeof name === 'function' ? { policy: name, measure: null } : retentionPolicies[name === 'dense' ? 'sinks' : name];
}
