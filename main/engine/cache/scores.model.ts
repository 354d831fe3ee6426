import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMemory } from '../../../app/memory/isMemory.ts';
import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import { ropePositions } from '../../../app/memory/ropePositions.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { openDecoder } from '../decoder/openDecoder.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { appendLimit } from './appendLimit.ts';
import { appendTokens } from './appendTokens.ts';
import { createSlotCache } from './createSlotCache.ts';
import { readMemory } from './readMemory.ts';
import { reserveMemory } from './reserveMemory.ts';
import type { SlotCache } from './SlotCache.ts';
import { surprisalOf } from './surprisalOf.ts';
import { truncateSlots } from './truncateSlots.ts';

const BUDGET = 64;
const PINNED = 9;
const small = { block: 8, recentFloor: 8 };

function randomTokens(count: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => 3 + Math.floor(random() * 280));
}

async function feed(cache: SlotCache, tokens: readonly number[], chunk: number): Promise<Float32Array> {
  let logits: Float32Array = new Float32Array();
  for (let done = 0; done < tokens.length; ) {
    const size = Math.min(chunk, appendLimit(cache), tokens.length - done);
    const turns = Array.from({ length: size }, () => 0);
    const wanted = done + size === tokens.length ? 'last' : 'none';
    logits = await appendTokens(cache, tokens.slice(done, done + size), turns, wanted);
    done += size;
  }
  return logits;
}

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

function open(name: 'entropy' | 'key-diversity'): SlotCache {
  return createSlotCache(decoder, BUDGET, PINNED, { ...small, ...retentionPolicies[name] });
}

describe('surprisal', () => {
  it.each([1, 5, 16])('of each token is -log p from the tokens before it, read %i at a time', async (chunk) => {
    const tokens = randomTokens(50, 1);
    const cache = open('entropy');
    const logits = await feed(cache, tokens, chunk);
    const plain = createSlotCache(decoder, BUDGET, PINNED, small);
    let before: Float32Array | null = null;
    for (const [i, token] of tokens.entries()) {
      const { score } = cache.slots[i]!;
      if (before === null) expect(score).toBeNull();
      else expect(score).toBeCloseTo(surprisalOf(before, token), 4);
      before = await appendTokens(plain, [token], [0], 'last');
    }
    expect(Math.max(...logits.map((logit, i) => Math.abs(logit - before![i]!)))).toBeLessThan(1e-4);
    // Not what it would have been to say the token before once more.
    expect(new Set(cache.slots.map(({ score }) => score)).size).toBe(50);
  });

  it('is not known of what follows a cut, nor of the template', async () => {
    const cache = open('entropy');
    await feed(cache, randomTokens(40, 2), 8);
    truncateSlots(cache, 30);
    await appendTokens(cache, [50, 51, 52], [0, 0, 0], 'none', [true, true, false]);
    expect(cache.slots.slice(-3).map(({ score }) => score === null)).toEqual([true, false, true]);
  });
});

describe.each(['entropy', 'key-diversity'] as const)('%s', (name) => {
  it('keeps old slots among newer gaps, each where it must stand, with a memory block beside them', async () => {
    const cache = open(name);
    const memory = randomTokens(6, 3).map((token) => ({ token, region: 'recalled' as const }));
    for (let round = 0; round < 40; round++) {
      await feed(cache, randomTokens(9, 4 + round), 4);
      if (round === 5) await readMemory(cache, reserveMemory(cache, memory));
      const { slots, next, buffers } = cache;
      expect(slots.length).toBeLessThanOrEqual(BUDGET);
      const stands = ropePositions(slots, next);
      expect([...stands].every((at, i) => at === next - slots.length + i)).toBe(true);
      const recent = slots.filter(({ region }) => region === 'recent').map(({ position }) => position);
      expect(recent).toEqual(recent.map((_, i) => next - recent.length + i));
      const fresh = decoder.createBuffers();
      await decoder.run(fresh, {
        tokens: Int32Array.from(slots, (slot) => slot.token),
        positions: stands,
        slots: Int32Array.from(slots.keys()),
        visible: new Uint8Array(),
        logits: 'none',
      });
      for (const [i, { place }] of slots.entries()) {
        const difference = buffers.readKeys(0, place).map((key, at) => key - fresh.readKeys(0, i)[at]!);
        expect(Math.max(...difference.map(Math.abs))).toBeLessThan(2e-5);
      }
    }
    expect(cache.slots.filter(({ region }) => region === 'kept').length).toBeGreaterThan(10);
    expect(cache.slots.filter(isMemory)).toHaveLength(6);
  });
});

it('keys score by how little they are like the others', async () => {
  const cache = open('key-diversity');
  await feed(cache, [...Array.from({ length: 63 }, () => 40), 200, 40], 4);
  const judged = cache.slots.filter(({ score }) => score !== null);
  expect(judged.every(({ score }) => score! >= 0 && score! <= 1)).toBe(true);
  const odd = judged.find(({ token }) => token === 200)!;
  expect(judged.filter(({ score }) => score! > odd.score!).length).toBeLessThan(3);
});
