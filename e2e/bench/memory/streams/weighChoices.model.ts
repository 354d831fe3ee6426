import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import { createSlotCache } from '../../../../main/engine/cache/createSlotCache.ts';
import { surprisalOf } from '../../../../main/engine/cache/surprisalOf.ts';
import type { Decoder } from '../../../../main/engine/decoder/Decoder.ts';
import { openDecoder } from '../../../../main/engine/decoder/openDecoder.ts';
import { createRandom } from '../../../../main/engine/sampling/createRandom.ts';
import { greedyToken } from '../../../../main/engine/sampling/greedyToken.ts';
import { compileTiny } from '../../../../main/engine/support/compileTiny.ts';
import { blockRecall } from './blockRecall.ts';
import { readStream } from './readStream.ts';
import { weighChoices } from './weighChoices.ts';

const random = createRandom(5);
const draw = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 288));

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

/** Logits after the last of some tokens, read at once in a cache of their own. */
const after = async (tokens: readonly number[]) => appendTokens(createSlotCache(decoder, 256), tokens, tokens.map(() => 0), 'last');

test('each choice has the probability that it has in a run of its own, and the stream goes on as if nothing was asked', async () => {
  const [stream, prompt, next] = [draw(60), draw(12), draw(5)];
  const cache = createSlotCache(decoder, 256);
  await readStream(cache, stream, 0);
  const likely = greedyToken(await after([...stream, ...prompt]));
  const choices = [[likely], draw(3), draw(2)];
  const { logProbabilities, isWritten } = await weighChoices(cache, prompt, choices);
  expect(isWritten).toBe(true);
  for (const [i, choice] of choices.entries()) {
    let loss = 0;
    for (const [at, token] of choice.entries()) loss += surprisalOf(await after([...stream, ...prompt, ...choice.slice(0, at)]), token);
    expect(logProbabilities[i]).toBeCloseTo(-loss / choice.length, 2);
  }
  const went = await appendTokens(cache, next, next.map(() => 0), 'last');
  const expected = await after([...stream, ...next]);
  went.forEach((logit, i) => expect(logit).toBeCloseTo(expected[i]!, 2));
});

test('what left a full cache comes back by its keys, and is gone when it is hidden', async () => {
  const cache = createSlotCache(decoder, 128);
  const recall = blockRecall(cache, 32);
  await readStream(cache, draw(400), 0);
  const [slots, next] = [cache.slots.length, cache.next];
  await recall.show(draw(8));
  expect(cache.slots.filter(({ region }) => region === 'recalled')).toHaveLength(32);
  expect(cache.slots.length).toBeLessThanOrEqual(128);
  recall.hide();
  expect(cache.slots.some(({ region }) => region === 'recalled')).toBe(false);
  expect(cache.slots.length).toBeLessThanOrEqual(slots);
  expect(cache.next).toBe(next);
  await recall.close();
});
