import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import type { Perplexity } from '../../../../main/engine/perplexity/Perplexity.ts';
import { recomputedPerplexity } from '../../../../main/engine/perplexity/recomputedPerplexity.ts';
import { type PerplexityArm, perplexityArms } from './perplexityArms.ts';
import { streamedPerplexity } from './streamedPerplexity.ts';

/** Positions that the model was trained for: dense reading goes no further than a little beyond. */
const DENSE_TOKENS = 8_192;

export interface PerplexityRun extends Perplexity {
  readonly arm: PerplexityArm;
  /** slots; null where there is no bound */
  readonly budget: number | null;
  /** perplexity of one stretch of the text after another; none where a window is computed anew */
  readonly curve: readonly { readonly position: number; readonly perplexity: number }[];
  /** mean loss, in nats, of the sampled stretches that the arm came to: the only ones of a window computed anew */
  readonly sampled: readonly { readonly start: number; readonly loss: number }[];
  readonly msPerToken: number;
}

export interface PerplexityOptions {
  readonly arm: PerplexityArm;
  readonly budget: number;
  /** tokens at the beginning that are not counted, so that all ways are compared over the same ones, with full caches */
  readonly skip: number;
  /** tokens per point of the curve */
  readonly stretch: number;
  /** where stretches begin at which a window is computed anew, and their tokens; not before `budget` */
  readonly samples: { readonly starts: readonly number[]; readonly length: number };
}

/** Perplexity of a text read in one way. */
export async function measurePerplexity(decoder: Decoder, tokens: Int32Array, options: PerplexityOptions): Promise<PerplexityRun> {
  const { arm, budget, skip, stretch, samples } = options;
  const way = perplexityArms[arm];
  const block = budget >> 2;
  const begin = performance.now();
  if (way === 'recompute') {
    const figures = await recomputeSamples(decoder, tokens, { budget, block, samples });
    return { arm, budget, ...figures, curve: [], msPerToken: (performance.now() - begin) / figures.tokens };
  }
  const text = arm === 'dense' ? tokens.subarray(0, DENSE_TOKENS) : tokens;
  const points = new Map<number, { loss: number; count: number }>();
  const sums = samples.starts.map((start) => ({ start, loss: 0, count: 0 }));
  const onToken = (index: number, loss: number): void => {
    const at = Math.floor((index - 1) / stretch);
    const point = points.get(at) ?? { loss: 0, count: 0 };
    points.set(at, point);
    const sample = sums.find(({ start }) => index > start && index <= start + samples.length);
    for (const sum of sample ? [point, sample] : [point]) {
      sum.loss += loss;
      sum.count++;
    }
  };
  const figures = await streamedPerplexity(decoder, text, { ...way, budget, block, skip, onToken });
  const curve = [...points].map(([i, sum]) => ({ position: i * stretch + stretch / 2, perplexity: Math.exp(sum.loss / sum.count) }));
  const sampled = sums.filter(({ count }) => count === samples.length).map(({ start, loss, count }) => ({ start, loss: loss / count }));
  return { arm, budget: arm === 'dense' ? null : budget, ...figures, curve, sampled, msPerToken: (performance.now() - begin) / text.length };
}

async function recomputeSamples(
  decoder: Decoder,
  tokens: Int32Array,
  { budget, block, samples: { starts, length } }: Pick<PerplexityOptions, 'budget' | 'samples'> & { block: number },
): Promise<Perplexity & Pick<PerplexityRun, 'sampled'>> {
  // A cache that is emptied by a block holds half a block less than its budget on average.
  const context = budget - (block - 1) / 2;
  const sampled = [];
  let meanContext = 0;
  for (const start of starts) {
    const text = tokens.subarray(start - budget, start + length + 1);
    const figures = await recomputedPerplexity(decoder, text, { context, stride: block, skip: budget });
    meanContext += figures.meanContext / starts.length;
    sampled.push({ start, loss: Math.log(figures.perplexity) });
  }
  const mean = sampled.reduce((sum, { loss }) => sum + loss, 0) / sampled.length;
  return { perplexity: Math.exp(mean), tokens: starts.length * length, meanContext, sampled };
}
