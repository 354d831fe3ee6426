import { keepSinks } from '../../../app/memory/keepSinks.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { createSlotCache } from '../cache/createSlotCache.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { createLossMeter } from './createLossMeter.ts';
import type { Perplexity } from './Perplexity.ts';

/** Tokens read at a time. */
const CHUNK = 128;

/**
 * Perplexity of a text when the window before each stride is computed anew: what a cache of fixed size is measured
 * against. The context of a prediction runs from `context - stride / 2` to `context + stride / 2`.
 *
 * @param options context: past tokens on average, which must equal those of the cache it is compared with; stride:
 *   predictions per window; skip: tokens at the beginning that are not counted
 */
export async function recomputedPerplexity(
  decoder: Decoder,
  tokens: ArrayLike<number>,
  options: { readonly context: number; readonly stride: number; readonly skip?: number },
): Promise<Perplexity> {
  const { stride, skip = 0 } = options;
  const before = Math.round(options.context - (stride + 1) / 2);
  const meter = createLossMeter();
  const { vocabSize } = decoder.model;
  const last = tokens.length - 1;
  for (let start = skip; start < last; start += stride) {
    const end = Math.min(start + stride, last);
    const cache = createSlotCache(decoder, before + stride, 0, { policy: keepSinks });
    const read = async (from: number, size: number, logits: 'none' | 'all') => {
      const chunk = Array.from({ length: size }, (_, i) => tokens[from + i]!);
      return appendTokens(cache, chunk, chunk, logits);
    };
    for (let at = Math.max(0, start - before); at < start; at += CHUNK) {
      await read(at, Math.min(CHUNK, start - at), 'none');
    }
    for (let at = start; at < end; at += CHUNK) {
      const size = Math.min(CHUNK, end - at);
      const logits = await read(at, size, 'all');
      const context = cache.slots.length - size;
      for (let i = 0; i < size; i++) {
        meter.add(logits.subarray(i * vocabSize, (i + 1) * vocabSize), tokens[at + i + 1]!, context + i + 1);
      }
    }
  }
  return meter.read();
}
