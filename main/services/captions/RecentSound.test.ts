import { expect, it } from 'vitest';
import { RecentSound } from './RecentSound.ts';

const piece = (at: number, length: number) => ({ at, samples: new Uint8Array(Int16Array.from({ length }, (_, i) => (at + i) % 30_000).buffer) });
const values = (bytes: Uint8Array<ArrayBuffer>) => [...new Int16Array(bytes.buffer)];

it('gives back what was heard between two times, and silence where nothing was', () => {
  const sound = new RecentSound();
  sound.add(piece(0, 160));
  sound.add(piece(320, 160));
  const found = values(sound.between(5, 25));
  expect(found.length).toBe(320);
  expect(found.slice(0, 80)).toEqual(Array.from({ length: 80 }, (_, at) => 80 + at));
  expect(found.slice(80, 240).every((value) => value === 0)).toBe(true);
  expect(found[240]).toBe(320);
  expect(sound.between(10, 5).length).toBe(0);
});

it('keeps two minutes and no more, whatever is asked for', () => {
  const sound = new RecentSound();
  for (let at = 0; at < 16_000 * 300; at += 16_000) sound.add(piece(at, 16_000));
  expect(values(sound.between(100_000, 101_000)).every((value) => value === 0)).toBe(true);
  expect(values(sound.between(200_000, 201_000)).some((value) => value !== 0)).toBe(true);
  expect(sound.between(0, 10_000_000).length).toBe(120 * 16_000 * 2);
});
