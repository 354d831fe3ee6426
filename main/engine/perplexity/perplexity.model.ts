import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Decoder } from '../decoder/Decoder.ts';
import { openDecoder } from '../decoder/openDecoder.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { recomputedPerplexity } from './recomputedPerplexity.ts';
import { streamPerplexity } from './streamPerplexity.ts';

const random = createRandom(1);
const tokens = Array.from({ length: 300 }, () => Math.floor(random() * 288));

let decoder: Decoder;
let remove: () => Promise<void>;

beforeAll(async () => {
  const tiny = await compileTiny('groupedDefault');
  remove = tiny.remove;
  decoder = await openDecoder(tiny.directory, { provider: 'cpu', threads: 1 });
});
afterAll(async () => {
  await decoder.close();
  await remove();
});

describe('perplexity', () => {
  it('is the same streamed and recomputed while nothing is evicted', async () => {
    const streamed = await streamPerplexity(decoder, tokens, { policy: 'sinks', budget: 512, block: 32 });
    const recomputed = await recomputedPerplexity(decoder, tokens, { context: 512, stride: 37 });
    expect(streamed.tokens).toBe(tokens.length - 1);
    expect(recomputed.tokens).toBe(tokens.length - 1);
    expect(streamed.meanContext).toBe(recomputed.meanContext);
    expect(streamed.perplexity).toBeCloseTo(recomputed.perplexity, 2);
    // A random model knows nothing: it is about as surprised as by a draw from its vocabulary, or more.
    expect(streamed.perplexity).toBeGreaterThan(280);
  });

  it('needs no budget when it is dense', async () => {
    const dense = await streamPerplexity(decoder, tokens, { policy: 'dense', budget: 64, block: 16 });
    const all = await streamPerplexity(decoder, tokens, { policy: 'sinks', budget: 512, block: 16 });
    expect(dense).toEqual(all);
  });

  it('compares the arms at the same mean context once the cache is full', async () => {
    const [budget, block] = [64, 16];
    const sinks = await streamPerplexity(decoder, tokens, { policy: 'sinks', budget, block, skip: budget });
    const window = await streamPerplexity(decoder, tokens, { policy: 'window', budget, block, skip: budget });
    const context = sinks.meanContext;
    const recomputed = await recomputedPerplexity(decoder, tokens, { context, stride: 8, skip: budget });
    const entropy = await streamPerplexity(decoder, tokens, { policy: 'entropy', budget, block, skip: budget });
    const keys = await streamPerplexity(decoder, tokens, { policy: 'key-diversity', budget, block, skip: budget });
    for (const arm of [window, recomputed, entropy, keys]) {
      expect(arm.tokens).toBe(sinks.tokens);
      expect(Math.abs(arm.meanContext - sinks.meanContext)).toBeLessThan(1);
    }
    expect(sinks.meanContext).toBeGreaterThan(budget - block);
    expect(sinks.meanContext).toBeLessThanOrEqual(budget);
    // They keep other tokens, so they predict otherwise.
    expect(new Set([sinks, window, entropy, keys].map((arm) => arm.perplexity)).size).toBe(4);
  });
});
