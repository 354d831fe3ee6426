import { expect, it } from 'vitest';
import { MAX_KEPT_SAMPLES, SoundBuffer } from './SoundBuffer.ts';

const sound = (from: number, count: number) => Int16Array.from({ length: count }, (_, at) => (from + at) % 10_000);

it('gives back what was heard, by its index, and silence where nothing was', () => {
  const buffer = new SoundBuffer();
  buffer.append(0, sound(0, 100));
  buffer.append(150, sound(150, 50));
  expect(buffer.to).toBe(200);
  const read = buffer.read(98, 202);
  expect([...read].map((value) => Math.round(value * 32_768))).toEqual([
    98,
    99,
    ...Array(50).fill(0),
    ...sound(150, 50),
    0,
    0,
  ]);
  buffer.forgetBefore(160);
  expect([...buffer.read(98, 101)]).toEqual([0, 0, 0]);
  expect([...buffer.read(159, 162)].map((value) => Math.round(value * 32_768))).toEqual([159, 160, 161]);
});

it('keeps little of days, gaps among them', () => {
  const buffer = new SoundBuffer();
  for (let at = 0; at < 2_000_000_000; at += 10_000_000) {
    buffer.forgetBefore(at - 48_000);
    buffer.append(at, sound(at, 160_000));
  }
  expect(buffer.kept).toBe(160_000);
  buffer.forgetBefore(3_000_000_000);
  expect([buffer.kept, buffer.to]).toEqual([0, 1_990_160_000]);
});

it('refuses sound out of its order, and more than it has room for; both change nothing', () => {
  const buffer = new SoundBuffer();
  buffer.append(0, sound(0, 100));
  expect(() => buffer.append(50, sound(0, 10))).toThrow(expect.objectContaining({ code: 'bad-request' }));
  expect(() => buffer.append(100, new Int16Array(MAX_KEPT_SAMPLES))).toThrow(expect.objectContaining({ code: 'busy' }));
  expect([buffer.kept, buffer.to]).toEqual([100, 100]);
});
