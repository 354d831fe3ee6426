import { expect, it } from 'vitest';
import { packLevels } from './packLevels.ts';

it('puts two levels of four bits into a byte, the even one low', () => {
  expect([...packLevels(Int8Array.of(-8, 7, 0, -1), 4)]).toEqual([0xf0, 0x78]);
});

it('moves levels of eight bits to 0..255', () => {
  expect([...packLevels(Int8Array.of(-128, -1, 0, 127), 8)]).toEqual([0, 127, 128, 255]);
});
