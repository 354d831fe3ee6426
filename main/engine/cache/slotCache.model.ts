import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepSinks } from '../../../app/memory/keepSinks.ts';
import { keepWindow } from '../../../app/memory/keepWindow.ts';
import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import type { KvBuffers } from '../decoder/KvBuffers.ts';
import { openDecoder } from '../decoder/openDecoder.ts';
import { rotateKeys } from '../rope/rotateKeys.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { appendLimit } from './appendLimit.ts';
import { appendTokens } from './appendTokens.ts';
import { createSlotCache } from './createSlotCache.ts';
import { keepPinned } from './keepPinned.ts';
import type { SlotCache } from './SlotCache.ts';
import { truncateSlots } from './truncateSlots.ts';

const BUDGET = 40;
const PINNED = 9;
const small = { block: 4, recentFloor: 4 };
const turns = Array.from({ length: 200 }, () => 0);

function randomTokens(count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => 3 + Math.floor(random() * 280));
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

/** Appends in chunks of at most `chunk` tokens; the logits after the last. */
async function feed(cache: SlotCache, tokens: readonly number[], chunk = 1): Promise<Float32Array> {
  let logits: Float32Array = new Float32Array();
  for (let done = 0; done < tokens.length; ) {
    const size = Math.min(chunk, appendLimit(cache), tokens.length - done);
    logits = await appendTokens(cache, tokens.slice(done, done + size), turns, 'last');
    done += size;
  }
  return logits;
}

/** Slots without their places, which are nobody's business. */
function shown(slots: SlotCache['slots']): object[] {
  return slots.map(({ token, position, region }) => ({ token, position, region }));
}

/** Keys and values of `tokens` alone, one after the other at these positions, in slots 0, 1, 2, ... */
async function readFresh(decoder: Decoder, tokens: readonly number[], positions: Float64Array): Promise<KvBuffers> {
  const buffers = decoder.createBuffers();
  buffers.ensureCapacity(tokens.length);
  await decoder.run(buffers, {
    tokens: Int32Array.from(tokens),
    positions,
    slots: Int32Array.from(tokens.keys()),
    visible: new Uint8Array(buffers.capacity),
    logits: 'none',
  });
  return buffers;
}

describe.each(['groupedDefault', 'groupedYarn', 'oddLlama3'])('the cache of %s', (name) => {
  let decoder: Decoder;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const tiny = await compileTiny(name);
    remove = tiny.remove;
    decoder = await openDecoder(tiny.directory, { provider: 'cpu', threads: 1 });
  });
  afterAll(async () => {
    await decoder.close();
    await remove();
  });

  it('without re-anchoring equals, over 200 evictions, a dense run that masks what was evicted', async () => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, { ...small, reanchor: false });
    const tokens = randomTokens(BUDGET + 200 * small.block, 1);
    const dense = decoder.createBuffers();
    dense.ensureCapacity(tokens.length);
    let evictions = 0;
    let largest = 0;
    for (const [position, token] of tokens.entries()) {
      const evictedBefore = cache.evicted;
      const logits = await appendTokens(cache, [token], [0], 'last');
      if (cache.evicted > evictedBefore) evictions++;
      const visible = new Uint8Array(dense.capacity);
      for (const slot of cache.slots) if (slot.position < position) visible[slot.position] = 1;
      const expected = await decoder.run(dense, {
        tokens: Int32Array.of(token),
        positions: Float64Array.of(position),
        slots: Int32Array.of(position),
        visible,
        logits: 'last',
      });
      largest = Math.max(largest, largestDifference(logits, expected));
    }
    expect(evictions).toBe(200);
    expect(largest).toBeLessThan(1e-3);
  });

  it('keeps, through 200 evictions, keys that equal keys computed where they stand now', async () => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    const tokens = randomTokens(BUDGET + 200 * small.block, 2);
    for (const [position, token] of tokens.entries()) {
      await appendTokens(cache, [token], [0], 'none');
      if (position % 7 !== 0 && position < tokens.length - 1) continue;

      const rope = ropePositions(cache.slots, cache.next);
      expect(rope.every((at, i) => at === position - cache.slots.length + 1 + i)).toBe(true);
      const alone = cache.slots.map((slot) => slot.token);
      const fresh = await readFresh(decoder, alone, rope);
      cache.slots.forEach((slot, i) => {
        // Keys of the first layer depend on the token and its position only, values on the token.
        expect(largestDifference(cache.buffers.readKeys(0, slot.place), fresh.readKeys(0, i))).toBeLessThan(1e-5);
        expect(largestDifference(cache.buffers.readValues(0, slot.place), fresh.readValues(0, i))).toBeLessThan(1e-5);
        // What is pinned never saw anything but itself: there, every layer's keys do.
        if (i >= PINNED) return;
        for (let layer = 1; layer < decoder.model.layers; layer++) {
          const stored = cache.buffers.readKeys(layer, slot.place);
          expect(largestDifference(stored, fresh.readKeys(layer, i))).toBeLessThan(1e-5);
        }
      });
      if (cache.evicted === 0) continue;
      // A later layer of a recent slot still carries what was evicted: it was not quietly computed anew.
      const last = decoder.model.layers - 1;
      const oldest = cache.slots[PINNED]!;
      const kept = cache.buffers.readKeys(last, oldest.place);
      expect(largestDifference(kept, fresh.readKeys(last, PINNED))).toBeGreaterThan(1e-4);
    }
    expect(cache.evicted).toBe(200 * small.block);
  });

  it.each([1, 7, 64])('before the first eviction is a dense run, read %i at a time', async (chunk) => {
    const tokens = randomTokens(BUDGET, 12);
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    const logits = await feed(cache, tokens, chunk);
    const dense = decoder.createBuffers();
    dense.ensureCapacity(tokens.length);
    const slots = Int32Array.from(tokens.keys());
    const step = { tokens: Int32Array.from(tokens), positions: Float64Array.from(slots), slots, visible: new Uint8Array(dense.capacity) };
    expect(largestDifference(logits, await decoder.run(dense, { ...step, logits: 'last' }))).toBeLessThan(1e-4);
    expect(cache.evicted).toBe(0);
    await feed(cache, [50]);
    expect(cache.evicted).toBe(small.block);
  });

  it.each(['moved once', 'kept unrotated and turned at each step'])('gives, after 200 evictions, the logits of StreamingLLM, whose slots stand at 0, 1, 2, ...: keys %s', async (way) => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, randomTokens(BUDGET + 200 * small.block - 2, 3));
    expect(cache.evicted).toBe(200 * small.block);
    const moved = decoder.createBuffers();
    const rope = ropePositions(cache.slots, cache.next);
    const turn = (keys: Float32Array, by: number) => rotateKeys(keys, by, decoder.model.rope.inverseFrequencies);
    cache.slots.forEach((slot, i) => {
      for (let layer = 0; layer < decoder.model.layers; layer++) {
        const keys = cache.buffers.readKeys(layer, slot.place);
        moved.writeKeys(layer, i, way === 'moved once' ? turn(keys, i - rope[i]!) : turn(turn(keys, -rope[i]!), i));
        moved.writeValues(layer, i, cache.buffers.readValues(layer, slot.place));
      }
    });
    const { length } = cache.slots;
    const expected = await decoder.run(moved, {
      tokens: Int32Array.of(50),
      positions: Float64Array.of(length),
      slots: Int32Array.of(length),
      visible: new Uint8Array(moved.capacity).fill(1, 0, length),
      logits: 'last',
    });
    expect(length).toBeLessThan(BUDGET);
    expect(largestDifference(await appendTokens(cache, [50], [0], 'last'), expected)).toBeLessThan(1e-3);
  });

  it('is the same however the stream is cut into chunks', async () => {
    const tokens = randomTokens(300, 4);
    const whole = createSlotCache(decoder, BUDGET, PINNED, small);
    const expected = await feed(whole, tokens, 1);
    for (const chunk of [3, 16, 128]) {
      const cache = createSlotCache(decoder, BUDGET, PINNED, small);
      const logits = await feed(cache, tokens, chunk);
      expect(shown(cache.slots)).toEqual(shown(whole.slots));
      expect(cache.evicted).toBe(whole.evicted);
      expect(largestDifference(logits, expected)).toBeLessThan(1e-4);
    }
  });

  it('forgets a tail as if it had never been fed', async () => {
    const tokens = randomTokens(200, 5);
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, tokens.slice(0, 180), 8);
    const { evicted, next } = cache;
    const wrong = randomTokens(Math.max(1, BUDGET - cache.slots.length), 6);
    await feed(cache, wrong.slice(0, appendLimit(cache)), 4);
    truncateSlots(cache, next);
    const logits = await feed(cache, tokens.slice(180), 4);
    const straight = createSlotCache(decoder, BUDGET, PINNED, small);
    const expected = await feed(straight, tokens, 4);
    expect(evicted).toBeGreaterThan(0);
    expect(largestDifference(logits, expected)).toBeLessThan(1e-4);
  });

  it('starts anew from what is pinned, and equals a fresh build', async () => {
    const tokens = randomTokens(260, 7);
    const used = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(used, tokens, 8);
    keepPinned(used);
    expect(used.next).toBe(PINNED);
    expect(used.evicted).toBe(0);
    const rest = randomTokens(90, 8);
    const logits = await feed(used, rest, 8);
    const fresh = createSlotCache(decoder, BUDGET, PINNED, small);
    const expected = await feed(fresh, [...tokens.slice(0, PINNED), ...rest], 8);
    expect(shown(used.slots)).toEqual(shown(fresh.slots));
    expect(largestDifference(logits, expected)).toBeLessThan(1e-4);
  });

  it('drops the sinks only under the policy that does not keep them', async () => {
    const tokens = randomTokens(120, 9);
    const kept = createSlotCache(decoder, BUDGET, 0, { ...small, policy: keepSinks });
    const window = createSlotCache(decoder, BUDGET, 0, { ...small, policy: keepWindow });
    await feed(kept, tokens, 8);
    await feed(window, tokens, 8);
    expect(kept.slots.slice(0, 4).map((slot) => slot.position)).toEqual([0, 1, 2, 3]);
    expect(window.slots[0]!.position).toBe(120 - window.slots.length);
  });

  it('refuses what is pinned when it fills the budget', async () => {
    const cache = createSlotCache(decoder, BUDGET, BUDGET + 5, small);
    await expect(feed(cache, randomTokens(BUDGET + 5, 10), 8)).rejects.toMatchObject({ code: 'bad-request' });
    expect(cache.slots).toHaveLength(BUDGET);
  });

  it('stays within its budget of memory', async () => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, randomTokens(2_000, 11), 8);
    expect(cache.buffers.capacity).toBe(128);
    expect(cache.slots.length).toBeLessThanOrEqual(BUDGET);
    expect(new Set(cache.slots.map((slot) => slot.place)).size).toBe(cache.slots.length);
  });
});
