import { describe, expect, test } from 'vitest';
import { wavSound } from './wavSound.ts';

const HEAD = 44;

/** The head of a WAV file; `bytes` is what it says of its samples. */
function head(options: { rate?: number; channels?: number; bits?: number; code?: number; bytes: number; riff?: string }): Uint8Array<ArrayBuffer> {
  const { rate = 16_000, channels = 1, bits = 16, code = 1, bytes, riff = 'RIFF' } = options;
  const view = new DataView(new ArrayBuffer(HEAD));
  const tag = (at: number, text: string): void => new Uint8Array(view.buffer).set(new TextEncoder().encode(text), at);
  tag(0, riff);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint16(34, bits, true);
  tag(36, 'data');
  view.setUint32(40, bytes, true);
  return new Uint8Array(view.buffer);
}

async function samplesOf(file: Blob): Promise<number[] | null> {
  const sound = await wavSound(file);
  if (!sound) return null;
  const samples: number[] = [];
  for await (const piece of sound.read(new AbortController().signal)) samples.push(...piece);
  return samples;
}

describe('plain samples', () => {
  test.each([
    { bits: 8, code: 1, bytes: [0, 128, 255], expected: [-1, 0, 127 / 128] },
    { bits: 16, code: 1, bytes: [0, 0x80, 0, 0, 0xff, 0x7f], expected: [-1, 0, 32_767 / 32_768] },
    { bits: 24, code: 1, bytes: [0, 0, 0x80, 0, 0, 0, 0, 0, 0x40], expected: [-1, 0, 0.5] },
    { bits: 32, code: 1, bytes: [0, 0, 0, 0x80, 0, 0, 0, 0x40], expected: [-1, 0.5] },
    { bits: 32, code: 3, bytes: [0, 0, 0x80, 0xbf, 0, 0, 0, 0x3f, 0, 0, 0xc0, 0x7f], expected: [-1, 0.5, 0] },
  ])('$bits bits, code $code', async ({ bits, code, bytes, expected }) => {
    expect(await samplesOf(new Blob([head({ bits, code, bytes: bytes.length }), new Uint8Array(bytes)]))).toEqual(expected);
  });

  test('two channels become one', async () => {
    const samples = new Int16Array([16_384, 0, -16_384, -16_384]);
    expect(await samplesOf(new Blob([head({ channels: 2, bytes: 8 }), samples]))).toEqual([0.25, -0.5]);
  });
});

test('a file that was cut, or whose length was never written, gives what is there', async () => {
  const samples = new Int16Array(1_000).fill(8_192);
  for (const bytes of [4_000, 0xff_ff_ff_ff, 0]) {
    const file = new Blob([head({ bytes }), samples, new Uint8Array([1])]);
    expect(await wavSound(file)).toMatchObject({ seconds: 1_000 / 16_000 });
    expect(await samplesOf(file)).toHaveLength(1_000);
  }
});

test('what cannot be is refused', async () => {
  for (const bad of [{ channels: 0 }, { bits: 12 }, { rate: 10 }, { code: 85 }, { code: 3, bits: 16 }]) {
    expect(await samplesOf(new Blob([head({ bytes: 4, ...bad }), new Uint8Array(4)])), JSON.stringify(bad)).toBeNull();
  }
});

test('six hours are read in pieces, each let go of: the clock does not drift, and no slice is longer than four seconds', async () => {
  const rate = 48_000;
  const bytes = 6 * 3_600 * rate * 2;
  const start = head({ rate, bytes });
  let longest = 0;
  let speaking = 0;
  // Nothing is there but the head; a real file of this length may be sparse, too.
  const file = {
    size: HEAD + bytes,
    slice: (from: number, to: number) => {
      longest = Math.max(longest, to - from);
      return { arrayBuffer: () => Promise.resolve(from < HEAD ? start.buffer.slice(from, to) : new ArrayBuffer(to - from)) };
    },
  } as unknown as Blob;
  const sound = await wavSound(file);
  expect(sound?.seconds).toBe(21_600);
  const ending = new AbortController();
  let count = 0;
  for await (const piece of sound!.read(ending.signal)) {
    count += piece.length;
    speaking += piece.some((sample) => sample !== 0) ? 1 : 0;
    // The first minutes tell what the rest would; the end is asked for below.
    if (count > 120 * 16_000) ending.abort();
  }
  expect(longest).toBeLessThanOrEqual(4 * rate * 2);
  expect([count, speaking]).toEqual([expect.closeTo(124 * 16_000, -4), 0]);
});
