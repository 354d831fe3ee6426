import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropBlocks } from '../cache/dropBlocks.ts';
import { appendLimit } from '../cache/appendLimit.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { createSlotCache } from '../cache/createSlotCache.ts';
import type { SlotCache } from '../cache/SlotCache.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { openDecoder } from '../decoder/openDecoder.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { archivedRow } from './archivedRow.ts';
import { BLOCK_TOKENS, type KvBlock } from './KvBlock.ts';
import { makeBlock } from './makeBlock.ts';
import { restoreBlocks } from './restoreBlocks.ts';

const [SINKS, BUDGET] = [4, 160];
let decoder: Decoder;
let remove: () => Promise<void>;

beforeAll(async () => {
  const tiny = await compileTiny('groupedYarn');
  remove = tiny.remove;
  decoder = await openDecoder(tiny.directory, { provider: 'cpu', threads: 1 });
});
afterAll(async () => {
  await decoder.close();
  await remove();
});

function randomTokens(count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => 3 + Math.floor(random() * 280));
}

async function feed(cache: SlotCache, tokens: readonly number[]): Promise<Float32Array> {
  let logits: Float32Array = new Float32Array();
  for (let done = 0; done < tokens.length; ) {
    const size = Math.min(8, appendLimit(cache), tokens.length - done);
    const turns = Array.from({ length: size }, () => 0);
    logits = await appendTokens(cache, tokens.slice(done, done + size), turns, 'last');
    done += size;
  }
  return logits;
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

/** Reads sinks, a block, a stretch that drops the block out of a cache, and gives what left. */
async function evicted(tokens: readonly number[]): Promise<{ cache: SlotCache; block: KvBlock }> {
  const cache = createSlotCache(decoder, SINKS + BLOCK_TOKENS + 40, 0, { block: BLOCK_TOKENS, recentFloor: 8 });
  const { layers, kvHeads, headDim } = decoder.model;
  const sizes = { layers, width: kvHeads * headDim, headDim };
  const blocks: KvBlock[] = [];
  cache.leaving = (slots) => blocks.push(makeBlock(slots.map((slot) => archivedRow(cache, slot)), () => null, sizes));
  await feed(cache, tokens.slice(0, SINKS + BLOCK_TOKENS + 40 + 1));
  expect(blocks).toHaveLength(1);
  return { cache, block: blocks[0]! };
}

describe('a block that left the cache', () => {
  it('holds tokens, unrotated keys and values', async () => {
    const tokens = randomTokens(120, 1);
    const { block } = await evicted(tokens);
    expect(block.info.tokens).toEqual(tokens.slice(SINKS, SINKS + BLOCK_TOKENS));
    expect(block.info).toMatchObject({ firstPosition: SINKS, lastPosition: SINKS + BLOCK_TOKENS - 1 });
    expect(block.keys.levels).toHaveLength(decoder.model.layers * BLOCK_TOKENS * decoder.model.kvHeads * decoder.model.headDim);
  });

  it('is the same wherever in the stream it was read, but for what was before it', async () => {
    // In the first layer a key depends on its token alone: rotated back, the same token has the same key everywhere.
    const tokens = [...randomTokens(SINKS, 2), ...Array.from({ length: 116 }, () => 77)];
    const { block } = await evicted(tokens);
    const width = decoder.model.kvHeads * decoder.model.headDim;
    const first = block.keys.levels.subarray(0, width);
    for (let token = 1; token < BLOCK_TOKENS; token++) {
      const other = block.keys.levels.subarray(token * width, (token + 1) * width);
      expect(cosine(first, other)).toBeGreaterThan(0.9999);
    }
  });

  it('says the same when it is brought back as it did when it was never dropped', async () => {
    const tokens = randomTokens(SINKS + BLOCK_TOKENS + 40, 3);
    const question = randomTokens(10, 4);
    const { block } = await evicted([...tokens, 5]);
    // The stream of a cache that had room: sinks and block as they were, then the question.
    const kept = createSlotCache(decoder, BUDGET, 0);
    await feed(kept, tokens.slice(0, SINKS + BLOCK_TOKENS));
    const expected = await feed(kept, question);

    const without = createSlotCache(decoder, BUDGET, 0);
    await feed(without, tokens.slice(0, SINKS));
    without.next = SINKS + BLOCK_TOKENS;
    const restored = createSlotCache(decoder, BUDGET, 0);
    await feed(restored, tokens.slice(0, SINKS));
    restored.next = SINKS + BLOCK_TOKENS;
    restoreBlocks(restored, [block]);
    expect(restored.slots.map(({ region }) => region).slice(SINKS)).toEqual(Array.from({ length: BLOCK_TOKENS }, () => 'recalled'));
    expect(restored.slots.at(-1)!.position).toBe(SINKS + BLOCK_TOKENS - 1);
    const logits = await feed(restored, question);
    const nothing = await feed(without, question);
    expect(cosine(logits, expected)).toBeGreaterThan(0.9995);
    expect(largestDifference(logits, expected)).toBeLessThan(0.1 * largestDifference(nothing, expected));
  });

  it('leaves the cache again as if it had never been back', async () => {
    const tokens = randomTokens(60, 5);
    const { block } = await evicted(randomTokens(120, 6));
    const [plain, visited] = [createSlotCache(decoder, BUDGET, 10), createSlotCache(decoder, BUDGET, 10)];
    for (const cache of [plain, visited]) await feed(cache, tokens);
    restoreBlocks(visited, [block, block]);
    expect(visited.slots).toHaveLength(60 + 2 * BLOCK_TOKENS);
    dropBlocks(visited);
    expect(visited.slots).toEqual(plain.slots);
    const more = randomTokens(12, 7);
    expect(largestDifference(await feed(visited, more), await feed(plain, more))).toBeLessThan(1e-4);
  });
});
