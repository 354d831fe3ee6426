import { retentionPolicies } from '../../../../app/memory/retentionPolicies.ts';
import type { RetentionPolicy } from '../../../../app/memory/RetentionPolicy.ts';
import { appendLimit } from '../../../../main/engine/cache/appendLimit.ts';
import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import { surprisalOf } from '../../../../main/engine/cache/surprisalOf.ts';
import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import { recomputedPerplexity } from '../../../../main/engine/perplexity/recomputedPerplexity.ts';
import { medianWithInterval } from '../../medianWithInterval.ts';
import { sampledStretches } from './sampledStretches.ts';

const STRETCHES = 20;
const STRETCH = 1_024;
const PARTS = 8;
/** Besides the stretches, one block in so many has its losses taken: each costs a row of logits per token. */
const EVERY = 8;
/** Tokens between two looks at time and memory, and tokens that are then read one by one, as an answer is written. */
const LOOK_EVERY = 25_000;
const SINGLE = 64;

export interface MillionOptions {
  readonly policy: RetentionPolicy;
  readonly budget: number;
  readonly block: number;
  readonly seed: number;
  /** the run ends when this clock (`performance.now`) is reached, however far it came */
  readonly until: number;
  readonly onLook: (figures: Look) => void;
}

/** Time and memory at one position of the stream. */
export interface Look {
  readonly position: number;
  /** of one token alone, on the clock */
  readonly decodeMs: number;
  /** the same as the processor counts it: other processes do not show */
  readonly decodeProcessorMs: number;
  readonly residentMiB: number;
  /** seconds since the stream began */
  readonly seconds: number;
}

/**
 * Reads a very long text through a cache of fixed size: perplexity per part of it, perplexity of sampled stretches
 * beside that of a window computed anew with the same mean context, and time and memory as it goes on.
 */
export async function measureMillion(decoder: Decoder, tokens: Int32Array, options: MillionOptions) {
  const { budget, block, seed, policy: name } = options;
  const { policy, measure } = retentionPolicies[name];
  const { vocabSize } = decoder.model;
  const cache = createSlotCache(decoder, budget, 0, { policy, measure, block, recentFloor: 1 });
  const last = tokens.length - 1;
  const starts = sampledStretches(seed, { count: STRETCHES, tokens: tokens.length, length: STRETCH, block, from: budget });
  const stretchAt = (position: number) => starts.findIndex((start) => position >= start && position < start + STRETCH);
  const stretches = starts.map(() => ({ loss: 0, contexts: 0 }));
  const parts = Array.from({ length: PARTS }, () => ({ loss: 0, tokens: 0 }));
  const looks: Look[] = [];
  const begin = performance.now();

  const read = async (size: number, isCounted: boolean, logits: 'none' | 'last' = 'none'): Promise<void> => {
    const at = cache.next;
    const chunk = [...tokens.subarray(at, at + size)];
    const rows = await appendTokens(cache, chunk, chunk.map(() => 0), isCounted ? 'all' : logits);
    if (!isCounted) return;
    const stretch = stretches[stretchAt(at)];
    const part = parts[Math.floor((at / tokens.length) * PARTS)]!;
    for (let i = 0; i < size; i++) {
      const loss = surprisalOf(rows.subarray(i * vocabSize, (i + 1) * vocabSize), tokens[at + i + 1]!);
      part.loss += loss;
      part.tokens++;
      if (!stretch) continue;
      stretch.loss += loss;
      stretch.contexts += cache.slots.length - size + i + 1;
    }
  };

  while (cache.next < last && performance.now() < options.until) {
    const at = cache.next;
    const isCounted = at >= budget && (stretchAt(at) >= 0 || Math.floor(at / block) % EVERY === 0);
    if (!isCounted && at >= budget && at >= looks.length * LOOK_EVERY && at % block === 0) {
      const times: number[] = [];
      const used = process.cpuUsage();
      for (let i = 0; i < Math.min(SINGLE, last - at); i++) {
        const start = performance.now();
        await read(1, false, 'last');
        times.push(performance.now() - start);
      }
      const { user, system } = process.cpuUsage(used);
      const look = {
        position: at,
        decodeMs: medianWithInterval(times).median,
        decodeProcessorMs: (user + system) / 1000 / times.length,
        residentMiB: process.memoryUsage.rss() / 2 ** 20,
        seconds: (performance.now() - begin) / 1000,
      };
      looks.push(look);
      options.onLook(look);
    } else {
      await read(Math.min(block, appendLimit(cache), last - at), isCounted);
    }
  }

  const finished = starts.flatMap((start, i) => (start + STRETCH <= cache.next ? [{ start, ...stretches[i]! }] : []));
  const compared = [];
  for (const { start, loss, contexts } of finished) {
    const context = contexts / STRETCH;
    const text = tokens.subarray(start - budget, start + STRETCH + 1);
    const recomputed = await recomputedPerplexity(decoder, text, { context, stride: block, skip: budget });
    const streamed = Math.exp(loss / STRETCH);
    compared.push({ start, context, recomputedContext: recomputed.meanContext, streamed, recomputed: recomputed.perplexity, ratio: streamed / recomputed.perplexity });
  }
  return {
    tokens: cache.next,
    evicted: cache.evicted,
    parts: parts.map(({ loss, tokens: count }) => ({ perplexity: count === 0 ? null : Math.exp(loss / count), tokens: count })),
    stretches: compared,
    looks,
  };
}
