import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openDecoder } from '../../main/engine/decoder/openDecoder.ts';
import { defaultModelDirectory } from './defaultModel.ts';
import { eachLogits } from './eachLogits.ts';
import { klDivergence } from './klDivergence.ts';
import { proseFromReadmes } from './proseFromReadmes.ts';
import { tokensOfText } from './tokensOfText.ts';

const TOKENS = 2_000;
const LARGEST_MEAN = 0.02;

const exact = await defaultModelDirectory('exact');
const fast = await defaultModelDirectory('fast');

describe.skipIf(exact === null || fast === null)('the shipped setting', () => {
  it(`stays within ${LARGEST_MEAN} nats of fp32 on average over ${TOKENS} tokens of prose`, async () => {
    const prose = await proseFromReadmes(fileURLToPath(new URL('../../', import.meta.url)));
    const tokens = await tokensOfText(fast ?? '', prose, TOKENS);
    const reference = await openDecoder(exact ?? '', { provider: 'cpu', threads: 0 });
    const shipped = await openDecoder(fast ?? '', { provider: 'cpu', threads: 0 });

    const divergences: number[] = [];
    const ofShipped = eachLogits(shipped, tokens);
    for await (const logits of eachLogits(reference, tokens)) {
      const { value } = await ofShipped.next();
      divergences.push(klDivergence(logits, value ?? new Float32Array()));
    }
    await reference.close();
    await shipped.close();

    const mean = divergences.reduce((sum, divergence) => sum + divergence, 0) / divergences.length;
    const sorted = divergences.toSorted((a, b) => a - b);
    const quantile = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN).toFixed(4);
    console.log(
      `divergence: mean KL of the shipped setting from fp32 ${mean.toFixed(4)} over ${divergences.length} tokens ` +
        `(median ${quantile(0.5)}, 99 % ${quantile(0.99)}, largest ${quantile(1)})`,
    );
    expect(divergences).toHaveLength(TOKENS);
    expect(mean).toBeLessThanOrEqual(LARGEST_MEAN);
  });
});
