import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileModel } from '../../../native-models/import/compileModel.ts';
import type { Decoder } from './Decoder.ts';
import type { KvBuffers } from './KvBuffers.ts';
import { largestCacheLevel } from './largestCacheLevel.ts';
import { openDecoder } from './openDecoder.ts';

const TINY = path.join(import.meta.dirname, '../../../native-models/golden/tiny');
const OPTIONS = { provider: 'cpu', threads: 1 } as const;
const tokens = Int32Array.from({ length: 100 }, (_, at) => 3 + ((at * 37) % 280));

let home: string;
let fast: Decoder;
let exact: Decoder;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'headwater-decoder-'));
  const compiled = (precision: 'fast' | 'exact') => compileModel(path.join(TINY, 'q4_1.gguf'), home, { precision });
  fast = await openDecoder(await compiled('fast'), OPTIONS);
  exact = await openDecoder(await compiled('exact'), OPTIONS);
});
afterAll(async () => {
  await fast.close();
  await exact.close();
  await rm(home, { recursive: true });
});

/** Feeds tokens `from` to `to` to slots of the same numbers, and gives the logits of the last. */
async function feed(decoder: Decoder, buffers: KvBuffers, from: number, to: number): Promise<Float32Array> {
  buffers.ensureCapacity(to);
  const places = Int32Array.from({ length: to - from }, (_, at) => from + at);
  return decoder.run(buffers, {
    tokens: tokens.subarray(from, to),
    positions: Float64Array.from(places),
    slots: places,
    visible: new Uint8Array(buffers.capacity).fill(1, 0, from),
    logits: 'last',
  });
}

/** Cosine of two vectors. */
function likeness(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}

describe('the shipped precision', () => {
  it('is near float32, read at once and one by one', async () => {
    const expected = await feed(exact, exact.createBuffers(), 0, tokens.length);
    expect(likeness(await feed(fast, fast.createBuffers(), 0, tokens.length), expected)).toBeGreaterThan(0.998);
    const buffers = fast.createBuffers();
    let logits = new Float32Array();
    for (let at = 0; at < tokens.length; at++) logits = new Float32Array(await feed(fast, buffers, at, at + 1));
    expect(likeness(logits, expected)).toBeGreaterThan(0.998);
  });

  it('computes one token on bytes as it computes it on floats, when it comes with a second one', async () => {
    const [one, two] = [fast.createBuffers(), fast.createBuffers()];
    await feed(fast, one, 0, 70);
    await feed(fast, two, 0, 70);
    const alone = await feed(fast, one, 70, 71);
    two.ensureCapacity(128);
    const visible = new Uint8Array(128).fill(1, 0, 70);
    const step = { tokens: tokens.slice(70, 72), positions: Float64Array.of(70, 71), slots: Int32Array.of(70, 71), visible };
    const both = await fast.run(two, { ...step, logits: 'all' });
    expect(likeness(alone, both.subarray(0, alone.length))).toBeGreaterThan(0.9995);
  });

  it('keeps what it computed near what float32 computes', async () => {
    const [bytes, floats] = [fast.createBuffers(), exact.createBuffers()];
    await feed(fast, bytes, 0, 40);
    await feed(exact, floats, 0, 40);
    for (const slot of [0, 17, 39]) {
      expect(likeness(bytes.readKeys(0, slot), floats.readKeys(0, slot))).toBeGreaterThan(0.999);
      expect(likeness(bytes.readValues(1, slot), floats.readValues(1, slot))).toBeGreaterThan(0.995);
    }
  });

  it('attends to what is visible and nothing else', async () => {
    const [clean, dirty] = [fast.createBuffers(), fast.createBuffers()];
    await feed(fast, clean, 0, 30);
    await feed(fast, dirty, 0, 30);
    for (let layer = 0; layer < fast.model.layers; layer++) {
      for (const slot of [50, 90]) {
        dirty.writeKeys(layer, slot, new Float32Array(32).fill(3));
        dirty.writeValues(layer, slot, new Float32Array(32).fill(0.1));
      }
    }
    expect([...(await feed(fast, dirty, 30, 31))]).toEqual([...(await feed(fast, clean, 30, 31))]);
  });
});

describe('a decoder', () => {
  it('gives no logits, those of the last token, or those of all, and never in memory it uses again', async () => {
    const buffers = fast.createBuffers();
    const step = { tokens: tokens.slice(0, 3), positions: Float64Array.of(0, 1, 2), slots: Int32Array.of(0, 1, 2), visible: new Uint8Array() };
    expect(await fast.run(buffers, { ...step, logits: 'none' })).toHaveLength(0);
    const last = await fast.run(buffers, { ...step, logits: 'last' });
    const all = await fast.run(buffers, { ...step, logits: 'all' });
    expect(all).toHaveLength(3 * 288);
    expect([...all.subarray(2 * 288)]).toEqual([...last]);
    const copy = [...last];
    await fast.run(buffers, { ...step, tokens: tokens.slice(50, 53), logits: 'last' });
    expect([...last]).toEqual(copy);
  });

  it.each(['q4_0', 'q4_1', 'q5_0', 'q5_1', 'q8_0', 'mixed', 'floats'])('of %s weights gives as many rows as asked for', async (name) => {
    const directory = await compileModel(path.join(TINY, `${name}.gguf`), home, { precision: 'fast' });
    const decoder = await openDecoder(directory, OPTIONS);
    const buffers = decoder.createBuffers();
    const step = { tokens: tokens.slice(0, 5), positions: Float64Array.of(0, 1, 2, 3, 4), slots: Int32Array.of(0, 1, 2, 3, 4), visible: new Uint8Array() };
    const all = await decoder.run(buffers, { ...step, logits: 'all' });
    expect(all).toHaveLength(5 * 288);
    const last = await decoder.run(buffers, { ...step, logits: 'last' });
    expect(likeness(last, all.subarray(4 * 288))).toBeGreaterThan(0.99999);
    expect(await decoder.run(buffers, { ...step, logits: 'none' })).toHaveLength(0);
    await decoder.close();
  });

  it('is not moved by where a slot lies, only by its position', async () => {
    for (const decoder of [exact, fast]) {
      const [straight, scattered] = [decoder.createBuffers(), decoder.createBuffers()];
      const expected = await feed(decoder, straight, 0, 20);
      const slots = Int32Array.from({ length: 20 }, (_, at) => (at * 41) % 128);
      const run = { tokens: tokens.slice(0, 20), positions: Float64Array.from(slots.keys()), slots, visible: new Uint8Array() };
      expect([...(await decoder.run(scattered, { ...run, logits: 'last' }))]).toEqual([...expected]);
      const visible = new Uint8Array(128);
      for (const slot of slots) visible[slot] = 1;
      const next = { tokens: tokens.slice(20, 21), positions: Float64Array.of(20), slots: Int32Array.of(1), visible };
      expect(slots.includes(1)).toBe(false);
      expect(likeness(await decoder.run(scattered, { ...next, logits: 'last' }), await feed(decoder, straight, 20, 21))).toBeGreaterThan(0.999999);
    }
  });

  it('refuses the cache of another decoder, and two steps at once', async () => {
    const step = { tokens: Int32Array.of(5), positions: Float64Array.of(0), slots: Int32Array.of(0), visible: new Uint8Array(), logits: 'none' } as const;
    await expect(fast.run({ ...fast.createBuffers() }, step)).rejects.toMatchObject({ code: 'bad-request' });
    const buffers = fast.createBuffers();
    const [first, second] = await Promise.allSettled([fast.run(buffers, step), fast.run(buffers, step)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { code: 'bad-request', message: /two steps at once/ } });
  });

  it('is not opened over a changed graph, nor on a provider that has none', async () => {
    const directory = await compileModel(path.join(TINY, 'q8_0.gguf'), home, { precision: 'fast' });
    await expect(openDecoder(directory, { ...OPTIONS, provider: 'webgpu' })).rejects.toMatchObject({ code: 'unsupported' });
    await writeFile(path.join(directory, 'decoder.onnx'), 'no graph');
    await expect(openDecoder(directory, OPTIONS)).rejects.toMatchObject({ code: 'bad-file', message: /damaged/ });
  });
});

it('asks the processor for the largest level', async () => {
  expect([63, 127]).toContain(await largestCacheLevel());
});
