import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDecoder } from '../../main/engine/decoder/openDecoder.ts';
import { recomputedPerplexity } from '../../main/engine/perplexity/recomputedPerplexity.ts';
import { streamPerplexity } from '../../main/engine/perplexity/streamPerplexity.ts';
import { defaultModelDirectory } from './defaultModel.ts';
import { proseFromReadmes } from './proseFromReadmes.ts';
import { tokensOfText } from './tokensOfText.ts';

const TOKENS = 6_400;
const BUDGET = 512;
const BLOCK = 128;
/** Counted are the tokens whose cache was full, the same in all three. */
const SKIP = BUDGET;

/** Two minutes on two idle cores; not a claim about time, only the end of a hanging run. */
const LIMIT_MS = 1_800_000;

const directory = await defaultModelDirectory('fast');

describe.skipIf(directory === null)('an endless text through a cache of fixed size', () => {
  it('is as well predicted with sinks as by a recomputed window, and far worse without', async () => {
    const prose = await proseFromReadmes(fileURLToPath(new URL('../../', import.meta.url)));
    const tokens = await tokensOfText(directory ?? '', prose, TOKENS);
    const decoder = await openDecoder(directory ?? '', { provider: 'cpu', threads: 0 });
    const stream = { budget: BUDGET, block: BLOCK, skip: SKIP };
    const withSinks = await streamPerplexity(decoder, tokens, { ...stream, policy: 'sinks' });
    const without = await streamPerplexity(decoder, tokens, { ...stream, policy: 'window' });
    // What the cache holds on average depends on the eviction in blocks, so the reference is given the same.
    const recomputed = await recomputedPerplexity(decoder, tokens, { context: withSinks.meanContext, stride: BLOCK, skip: SKIP });
    await decoder.close();

    for (const [name, { perplexity, meanContext, tokens: counted }] of Object.entries({ withSinks, without, recomputed })) {
      console.log(`perplexity ${name}: ${perplexity.toFixed(2)} (${counted} tokens, ${meanContext.toFixed(0)} in view on average)`);
    }
    console.log(`with sinks ${(withSinks.perplexity / recomputed.perplexity).toFixed(4)} x the recomputed window`);
    expect(withSinks.tokens).toBe(recomputed.tokens);
    expect(without.tokens).toBe(recomputed.tokens);
    expect(Math.abs(withSinks.meanContext - recomputed.meanContext)).toBeLessThan(2);
    expect(withSinks.perplexity / recomputed.perplexity).toBeGreaterThan(0.98);
    expect(withSinks.perplexity / recomputed.perplexity).toBeLessThan(1.02);
    expect(without.perplexity / recomputed.perplexity).toBeGreaterThan(1.25);
  }, LIMIT_MS);
});
