import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMemory } from '../../../app/memory/isMemory.ts';
import { keepWindow } from '../../../app/memory/keepWindow.ts';
import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { openDecoder } from '../decoder/openDecoder.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { appendLimit } from './appendLimit.ts';
import { appendTokens } from './appendTokens.ts';
import { createSlotCache } from './createSlotCache.ts';
import { dropUnread } from './dropUnread.ts';
import { keepPinned } from './keepPinned.ts';
import { readMemory } from './readMemory.ts';
import { type MemoryToken, reserveMemory } from './reserveMemory.ts';
import type { SlotCache } from './SlotCache.ts';
import { truncateSlots } from './truncateSlots.ts';

const BUDGET = 64;
const PINNED = 9;
const small = { block: 8, recentFloor: 8 };
const QUESTION = 50;

function randomTokens(count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => 3 + Math.floor(random() * 280));
}

function block(count: number, seed: number, pinned = 0): MemoryToken[] {
  return randomTokens(count, seed).map((token, i) => ({ token, region: i < pinned ? 'pinned' : 'recalled' }));
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

async function feed(cache: SlotCache, tokens: readonly number[], chunk = 8): Promise<Float32Array> {
  let logits: Float32Array = new Float32Array();
  for (let done = 0; done < tokens.length; ) {
    const size = Math.min(chunk, appendLimit(cache), tokens.length - done);
    logits = await appendTokens(cache, tokens.slice(done, done + size), Array<number>(size).fill(0), 'last');
    done += size;
  }
  return logits;
}

async function put(cache: SlotCache, tokens: readonly MemoryToken[], chunk = 5): Promise<number> {
  const fresh = reserveMemory(cache, tokens);
  for (let done = 0; done < fresh; done += chunk) await readMemory(cache, Math.min(chunk, fresh - done));
  return fresh;
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

/** Tokens in a step of their own on `buffers`, that see `visible` slots. */
interface Written {
  readonly token: number;
  readonly position: number;
  readonly slot: number;
}

describe.each([
  ['groupedDefault', 'exact', 1e-4],
  ['groupedYarn', 'exact', 1e-4],
  ['oddLlama3', 'exact', 1e-4],
] as const)('the memory block of %s (%s)', (name, _, tolerance) => {
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

  /** One token after the other, each at its own position and with its own mask: a run without any cache logic. */
  function dense(capacity: number): (written: Written, visible: readonly number[]) => Promise<Float32Array> {
    const buffers = decoder.createBuffers();
    buffers.ensureCapacity(capacity);
    return ({ token, position, slot }, seen) => {
      const visible = new Uint8Array(buffers.capacity);
      for (const place of seen) visible[place] = 1;
      return decoder.run(buffers, {
        tokens: Int32Array.of(token),
        positions: Float64Array.of(position),
        slots: Int32Array.of(slot),
        visible,
        logits: 'last',
      });
    };
  }

  it('gives the logits of a dense run with the same layout', async () => {
    const [pinned, recent, memory] = [randomTokens(PINNED, 1), randomTokens(20, 2), block(13, 3, 4)];
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, [...pinned, ...recent]);
    expect(await put(cache, memory)).toBe(13);
    expect(cache.next).toBe(PINNED + 20);
    const logits = await feed(cache, [QUESTION, QUESTION + 1]);

    const run = dense(128);
    // What is pinned twice: as the conversation saw it before, and as the block and the question see it.
    const [first, aside, recalled, talked, asked] = [0, 20, 40, 60, 90] as const;
    const shift = -memory.length;
    for (const [i, token] of pinned.entries()) {
      await run({ token, position: i, slot: first + i }, range(first, i));
      await run({ token, position: i + shift, slot: aside + i }, range(aside, i));
    }
    for (const [i, token] of recent.entries()) {
      await run({ token, position: PINNED + i, slot: talked + i }, [...range(first, PINNED), ...range(talked, i)]);
    }
    for (const [i, { token }] of memory.entries()) {
      const position = PINNED + shift + i;
      await run({ token, position, slot: recalled + i }, [...range(aside, PINNED), ...range(recalled, i)]);
    }
    const seen = [...range(aside, PINNED), ...range(recalled, 13), ...range(talked, 20)];
    await run({ token: QUESTION, position: PINNED + 20, slot: asked }, seen);
    const expected = await run({ token: QUESTION + 1, position: PINNED + 21, slot: asked + 1 }, [...seen, asked]);
    expect(largestDifference(logits, expected)).toBeLessThan(tolerance);
    const without = createSlotCache(decoder, BUDGET, PINNED, small);
    const forgetful = await feed(without, [...pinned, ...recent, QUESTION, QUESTION + 1]);
    expect(largestDifference(logits, forgetful)).toBeGreaterThan(10 * tolerance);
  });

  it('leaves nothing behind when it goes', async () => {
    for (const count of [20, 146]) {
      const stream = randomTokens(PINNED + count, 4);
      const cache = createSlotCache(decoder, BUDGET, PINNED, small);
      const straight = createSlotCache(decoder, BUDGET, PINNED, small);
      await feed(cache, stream);
      await feed(straight, stream);
      const room = BUDGET - cache.slots.length;
      await put(cache, block(room, 5));
      await put(cache, block(room - 2, 6));
      expect(cache.slots).toHaveLength(BUDGET - 2);
      await put(cache, []);
      expect(cache.evicted).toBe(straight.evicted);
      expect(ropePositions(cache.slots, cache.next)).toEqual(ropePositions(straight.slots, straight.next));
      expect(largestDifference(await feed(cache, [QUESTION]), await feed(straight, [QUESTION]))).toBeLessThan(tolerance);
    }
  });

  it('keeps what two blocks share from the beginning, and equals one that was read whole', async () => {
    const stream = randomTokens(PINNED + 140, 7);
    const shared = block(6, 8, 6);
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, stream);
    await put(cache, [...shared, ...block(5, 9)]);
    expect(await put(cache, [...shared, ...block(9, 10)])).toBe(9);
    expect(await put(cache, [...shared, ...block(9, 10)])).toBe(0);
    expect(await put(cache, shared)).toBe(0);
    expect(await put(cache, [...shared, ...block(7, 11)])).toBe(7);
    const fresh = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(fresh, stream);
    await put(fresh, [...shared, ...block(7, 11)], 128);
    // What the larger block in between pushed out is gone for good; so is it here.
    fresh.slots = fresh.slots.filter((slot) => {
      const stays = cache.slots.some(({ position }) => position === slot.position) || isMemory(slot);
      if (!stays) fresh.visible[slot.place] = 0;
      return stays;
    });
    expect(cache.slots.map(({ token, region }) => [token, region])).toEqual(
      fresh.slots.map(({ token, region }) => [token, region]),
    );
  });

  it('stays while the stream runs on past it, with keys that equal keys computed where they stand', async () => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    const memory = block(11, 12, 3);
    await feed(cache, randomTokens(PINNED + 30, 13));
    await put(cache, memory);
    for (let round = 0; round < 30; round++) {
      await feed(cache, randomTokens(7, 14 + round), 1);
      const stands = ropePositions(cache.slots, cache.next);
      expect(cache.slots.filter(isMemory).map(({ token }) => token)).toEqual(memory.map(({ token }) => token));
      expect(cache.slots.length).toBeLessThanOrEqual(BUDGET);
      expect([...stands].every((at, i) => at === cache.next - cache.slots.length + i)).toBe(true);
      // All layers of what is pinned and of the block depend on nothing but themselves.
      const alone = cache.slots.slice(0, PINNED + memory.length);
      const fresh = decoder.createBuffers();
      await decoder.run(fresh, {
        tokens: Int32Array.from(alone, (slot) => slot.token),
        positions: stands.slice(0, alone.length),
        slots: Int32Array.from(alone.keys()),
        visible: new Uint8Array(),
        logits: 'none',
      });
      alone.forEach((slot, i) => {
        for (let layer = 0; layer < decoder.model.layers; layer++) {
          const kept = cache.buffers.readKeys(layer, slot.place);
          expect(largestDifference(kept, fresh.readKeys(layer, i))).toBeLessThan(2e-5);
        }
      });
    }
    expect(cache.evicted).toBeGreaterThan(150);
  });

  it('takes the room it needs from the oldest recent slots', async () => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, randomTokens(BUDGET, 15));
    await put(cache, block(20, 16));
    expect(cache.evicted).toBe(24);
    expect(cache.slots.at(-1)!.position).toBe(BUDGET - 1);
    expect(() => reserveMemory(cache, block(BUDGET, 17))).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('can be given up half read', async () => {
    const stream = randomTokens(PINNED + 120, 18);
    const memory = block(12, 19);
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, stream);
    reserveMemory(cache, memory);
    await readMemory(cache, 7);
    dropUnread(cache);
    expect(cache.slots.filter(isMemory)).toHaveLength(7);
    expect(await put(cache, memory)).toBe(5);
    const straight = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(straight, stream);
    await put(straight, memory);
    expect(largestDifference(await feed(cache, [QUESTION]), await feed(straight, [QUESTION]))).toBeLessThan(tolerance);
  });

  it('is no part of the stream: going back and starting anew do as they did', async () => {
    const stream = randomTokens(PINNED + 30, 20);
    const cache = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(cache, stream);
    await put(cache, block(10, 21));
    truncateSlots(cache, PINNED + 25);
    expect(cache.slots.filter(isMemory)).toHaveLength(10);
    await put(cache, []);
    await feed(cache, stream.slice(PINNED + 25));
    const straight = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(straight, stream);
    expect(largestDifference(await feed(cache, [QUESTION]), await feed(straight, [QUESTION]))).toBeLessThan(tolerance);

    await put(cache, block(10, 22));
    keepPinned(cache);
    expect(cache.slots).toHaveLength(PINNED);
    const fresh = createSlotCache(decoder, BUDGET, PINNED, small);
    await feed(fresh, stream.slice(0, PINNED));
    const rest = randomTokens(30, 23);
    expect(largestDifference(await feed(cache, rest), await feed(fresh, rest))).toBeLessThan(tolerance);
  });

  it('stays under the policy that keeps nothing else', async () => {
    const cache = createSlotCache(decoder, BUDGET, PINNED, { ...small, policy: keepWindow });
    await feed(cache, randomTokens(100, 24));
    await put(cache, block(10, 25));
    await feed(cache, randomTokens(100, 26));
    expect(cache.slots.filter(isMemory)).toHaveLength(10);
    expect(cache.slots.slice(10).every((slot) => slot.position >= 100)).toBe(true);
  });
});
