import type { SlotCache } from './SlotCache.ts';
import { surprisalOf } from './surprisalOf.ts';

/**
 * The surprisal -log p(x_j | x_<j) of each token just fed, in nats, from the logits of the token before it: those of the
 * first one were made by the run before, and when they are not there any more (the stream was cut) it has none.
 *
 * @param logprobs `[tokens - 1]`, of each of them but the first
 * @param last logits `[vocab]` after the last of them, kept for the next run
 */
export function measureSurprisal(
  cache: SlotCache,
  tokens: readonly number[],
  logprobs: Float32Array,
  last: Float32Array,
): (number | null)[] {
  const { predicted, next } = cache;
  cache.predicted = { position: next + tokens.length, logits: last };
  return tokens.map((token, i) => {
    if (i > 0) return -logprobs[i - 1]!;
    return predicted?.position === next ? surprisalOf(predicted.logits, token) : null;
  });
}
