import { expect, test } from 'vitest';
import { createPacker, PIECE } from './createPacker.ts';
import type { SoundPiece } from './SoundPiece.ts';

function packing() {
  const pieces: SoundPiece[] = [];
  return { packer: createPacker((piece) => pieces.push(piece)), pieces };
}

const frame = (value: number, length = 512): Float32Array => new Float32Array(length).fill(value);

test('eight frames make a piece; the clock begins at the first one', () => {
  const { packer, pieces } = packing();
  for (let index = 0; index < 20; index++) packer.push(70_000 + index * 512, frame(0.5));
  packer.flush();
  expect(pieces.map(({ at, samples }) => [at, samples.length])).toEqual([[0, PIECE], [PIECE, PIECE], [2 * PIECE, 2_048]]);
  expect(packer.duration()).toBe((20 * 512) / 16);
});

test('every sample is accounted for, whatever the frames', () => {
  const { packer, pieces } = packing();
  let at = 0;
  for (let index = 0; index < 300; index++) {
    const length = 1 + ((index * 37) % 511);
    packer.push(at, Float32Array.from({ length }, (_, i) => ((at + i) % 1_000) / 32_767));
    at += length;
  }
  packer.flush();
  const all = pieces.flatMap(({ samples }) => [...samples]);
  expect(all).toEqual(Array.from({ length: at }, (_, index) => index % 1_000));
  pieces.reduce((end, piece) => (expect(piece.at).toBe(end), end + piece.samples.length), 0);
});

test('a jump of the clock is a gap: the next piece begins where the sound goes on', () => {
  const { packer, pieces } = packing();
  packer.push(0, frame(0.1));
  packer.push(16_000, frame(0.2));
  packer.flush();
  expect(pieces.map(({ at, samples }) => [at, samples.length])).toEqual([[0, 512], [16_000, 512]]);
});

test('the clock never runs back: what overlaps is dropped', () => {
  const { packer, pieces } = packing();
  packer.push(0, frame(0.1));
  packer.push(256, frame(0.2));
  packer.push(0, frame(0.3));
  packer.flush();
  expect(pieces).toHaveLength(1);
  expect(pieces[0]?.samples.length).toBe(768);
  expect(pieces[0]?.samples.at(-1)).toBe(Math.round(0.2 * 32_767));
});

test('samples beyond full scale are cut, and silence is zero', () => {
  const { packer, pieces } = packing();
  packer.push(0, Float32Array.of(-3, -1, 0, 1, 3));
  packer.flush();
  expect([...(pieces[0]?.samples ?? [])]).toEqual([-32_767, -32_767, 0, 32_767, 32_767]);
});
