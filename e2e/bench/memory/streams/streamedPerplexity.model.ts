import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import { openDecoder } from '../../../../main/engine/decoder/openDecoder.ts';
import { streamPerplexity } from '../../../../main/engine/perplexity/streamPerplexity.ts';
import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import { compileTiny } from '../../../../main/engine/support/compileTiny.ts';
import { perplexityArms } from './perplexityArms.ts';
import { streamedPerplexity } from './streamedPerplexity.ts';

const random = createRandom(3);
const tokens = Int32Array.from({ length: 400 }, () => Math.floor(random() * 288));

let decoder: Decoder;
let remove: () => Promise<void>;

beforeAll(async () => {
  const tiny = await compileTiny('groupedDefault');
  remove = tiny.remove;
  decoder = await openDecoder(tiny.directory, { provider: 'cpu', threads: 1, scored: true });
});
afterAll(async () => {
  await decoder.close();
  await remove();
});

const arms = ['dense', 'window', 'sinks', 'sinks, keys not moved', '1 sink', 'entropy', 'heavy-hitter', 'key-diversity'] as const;

test.each(arms)('%s: what the graph tells of each token is what its logits say', async (arm) => {
  const told: [number, number][] = [];
  const read: [number, number][] = [];
  const options = { ...perplexityArms[arm], budget: 128, block: 32, skip: 128 };
  const byGraph = await streamedPerplexity(decoder, tokens, { ...options, onToken: (index, loss) => told.push([index, loss]) });
  const byLogits = await streamPerplexity(decoder, tokens, { ...options, onToken: (index, loss) => read.push([index, loss]) });
  expect(byGraph.tokens).toBe(byLogits.tokens);
  expect(byGraph.meanContext).toBe(byLogits.meanContext);
  expect(told.map(([index]) => index)).toEqual(read.map(([index]) => index));
  told.forEach(([, loss], i) => expect(loss).toBeCloseTo(read[i]![1], 2));
});
