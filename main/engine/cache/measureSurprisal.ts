import type { SlotCache } from './SlotCache.ts';
import { surprisalOf } from './surprisalOf.ts';

/**
 * The surprisal -log p(x_j | x_<j) of each token just fed, in nats, from the logits of the token before it: those of the
 * first one were made by the run before, and when they are not there any more (the stream was cut) it has none.
 *
 * @param rows logits `[tokens, vocab]` after each of them; the last are kept for the next run
 */
export function measureSurprisal(cache: SlotCache, tokens: readonly number[], rows: Float32Array): (number | null)[] {
  const { vocabSize } = cache.decoder.model;
  const { predicted, next } = cache;
  const row = (i: number) => rows.subarray(i * vocabSize, (i + 1) * vocabSize);
  const surprisal = tokens.map((token, i) => {
    if (i > 0) return surprisalOf(row(i - 1), token);
    return predicted?.position === next ? surprisalOf(predicted.logits, token) : null;
  });
  cache.predicted = { position: next + tokens.length, logits: row(tokens.length - 1).slice() };
  return surprisal;
}
