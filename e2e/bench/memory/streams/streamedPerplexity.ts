import { retentionPolicies } from '../../../../app/memory/retentionPolicies.ts';
import { appendLimit } from '../../../../main/engine/cache/appendLimit.ts';
import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import { surprisalOf } from '../../../../main/engine/cache/surprisalOf.ts';
import { type Decoder, MAX_STEP, type Scores } from '../../../../main/engine/decoder/Decoder.ts';
import type { Perplexity } from '../../../../main/engine/perplexity/Perplexity.ts';
import type { StreamOptions } from '../../../../main/engine/perplexity/streamPerplexity.ts';

/**
 * `streamPerplexity` by the log-probabilities that the scored graph tells, which spares a row of logits per token.
 *
 * @param decoder with its scored graph
 */
export async function streamedPerplexity(
  decoder: Decoder,
  tokens: Int32Array,
  { policy: name, budget, block, skip = 0, reanchor = true, onToken }: StreamOptions,
): Promise<Perplexity> {
  const { policy, measure } =
    typeof name === 'function' ? { policy: name, measure: null } : retentionPolicies[name === 'dense' ? 'sinks' : name];
  const slots = name === 'dense' ? tokens.length : budget;
  const told: { scores: Scores | null } = { scores: null };
  const listening = listen(decoder, (scores) => (told.scores = scores));
  const cache = createSlotCache(listening, slots, 0, { policy, measure, block, recentFloor: 1, reanchor });
  let [loss, count, contexts] = [0, 0, 0];
  let before = 0;
  let last: Float32Array = new Float32Array(0);
  for (let done = 0; done < tokens.length; ) {
    const size = Math.min(MAX_STEP, appendLimit(cache), tokens.length - done);
    const chunk = [...tokens.subarray(done, done + size)];
    await appendTokens(cache, chunk, chunk.map(() => 0), 'none');
    const { logits, tokenLogprobs } = told.scores!;
    for (let i = Math.max(0, skip + 1 - done); i < size; i++) {
      // The first of a chunk was foretold before anything left for it; the very first by nothing.
      const context = i === 0 ? before : cache.slots.length - size + i;
      if (context === 0) continue;
      const surprisal = i === 0 ? surprisalOf(last, chunk[0]!) : -tokenLogprobs![i - 1]!;
      loss += surprisal;
      contexts += context;
      count++;
      onToken?.(done + i, surprisal, context);
    }
    [before, last] = [cache.slots.length, logits];
    done += size;
  }
  return { perplexity: Math.exp(loss / count), tokens: count, meanContext: contexts / count };
}

/** The same decoder, each run of which tells the log-probabilities of its tokens and the logits after the last. */
function listen(decoder: Decoder, hear: (scores: Scores) => void): Decoder {
  const { model, score } = decoder;
  if (score === undefined) throw new RangeError('Log-probabilities are told by the scored graph, which was not loaded.');
  const run: typeof score = async (buffers, step, wanted) => {
    const scores = await score.call(decoder, buffers, { ...step, logits: 'last' }, [...new Set([...wanted, 'token_logprobs' as const])]);
    hear(scores);
    return scores;
  };
  return {
    model,
    score: run,
    run: async (buffers, step) => (await run(buffers, step, [])).logits,
    createBuffers: () => decoder.createBuffers(),
    close: () => decoder.close(),
  };
}
