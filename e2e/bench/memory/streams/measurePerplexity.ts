import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import type { Perplexity } from '../../../../main/engine/perplexity/Perplexity.ts';
import { recomputedPerplexity } from '../../../../main/engine/perplexity/recomputedPerplexity.ts';
import { streamPerplexity } from '../../../../main/engine/perplexity/streamPerplexity.ts';
import { type PerplexityArm, perplexityArms } from './perplexityArms.ts';

/** Positions that the model was trained for: dense reading goes no further than a little beyond. */
const DENSE_TOKENS = 8_192;

export interface PerplexityRun extends Perplexity {
  readonly arm: PerplexityArm;
  /** slots; null where there is no bound */
  readonly budget: number | null;
  /** perplexity of one stretch of the text after another; none where a window is computed anew */
  readonly curve: readonly { readonly position: number; readonly perplexity: number }[];
  readonly msPerToken: number;
}

/**
 * Perplexity of a text read in one way. Tokens of the first `skip` are not counted, so that all ways are compared over
 * the same ones, with full caches.
 *
 * @param stretch tokens per point of the curve
 */
export async function measurePerplexity(
  decoder: Decoder,
  tokens: Int32Array,
  { arm, budget, skip, stretch }: { arm: PerplexityArm; budget: number; skip: number; stretch: number },
): Promise<PerplexityRun> {
  const way = perplexityArms[arm];
  const block = budget >> 2;
  const text = arm === 'dense' ? tokens.subarray(0, DENSE_TOKENS) : tokens;
  const begin = performance.now();
  const sums: { loss: number; count: number }[] = [];
  const onToken = (index: number, loss: number): void => {
    const sum = (sums[Math.floor((index - 1) / stretch)] ??= { loss: 0, count: 0 });
    sum.loss += loss;
    sum.count++;
  };
  // A cache that is emptied by a block holds half a block less than its budget on average.
  const context = budget - (block - 1) / 2;
  const figures =
    way === 'recompute'
      ? await recomputedPerplexity(decoder, text, { context, stride: block, skip })
      : await streamPerplexity(decoder, text, { ...way, budget, block, skip, onToken });
  const curve = [...sums.entries()].flatMap(([i, sum]) => (sum ? [{ position: i * stretch + stretch / 2, perplexity: Math.exp(sum.loss / sum.count) }] : []));
  return { arm, budget: arm === 'dense' ? null : budget, ...figures, curve, msPerToken: (performance.now() - begin) / text.length };
}
