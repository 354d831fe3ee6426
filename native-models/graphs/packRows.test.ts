import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readGguf } from '../formats/gguf/readGguf.ts';
import { tensorRows } from '../formats/tensorRows.ts';
import type { WeightTensor } from '../formats/WeightTensor.ts';
import { BLOCK } from './blockFormats.ts';
import type { LinearPart } from './linear.ts';
import { packRows } from './packRows.ts';
import { readFloatRows } from './readRows.ts';

const TINY = path.join(import.meta.dirname, '../golden/tiny');

async function tensor(file: string, name: string): Promise<WeightTensor> {
  const { tensors } = await readGguf(path.join(TINY, file));
  return tensors.get(name)!;
}

/** The matrix that packed rows stand for: weights, and for each row the offset that each block's sum is multiplied by. */
async function unpack(parts: readonly LinearPart[], bits: 4 | 8) {
  const packed = packRows(parts, bits);
  const pieces: Uint8Array[] = [];
  for await (const piece of packed.levels) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const blocks = packed.width / BLOCK;
  const rows = packed.scales.length / blocks;
  const unsigned = (from: Uint8Array, at: number) => (bits === 8 ? from[at]! : (from[at >> 1]! >> (4 * (at & 1))) & 15);
  const zeroPoint = (row: number, block: number) => {
    const width = Math.ceil((blocks * bits) / 8);
    return packed.zeroPoints ? unsigned(packed.zeroPoints.subarray(row * width), block) : 1 << (bits - 1);
  };
  const value = (row: number, column: number) => {
    const block = Math.floor(column / BLOCK);
    return packed.scales[row * blocks + block]! * (unsigned(bytes, row * packed.width + column) - zeroPoint(row, block));
  };
  return { rows, width: packed.width, value };
}

describe.each([
  ['q4_0.gguf', 4, 64],
  ['q4_0.gguf', 8, 64],
  ['q4_1.gguf', 4, 128],
  ['q4_1.gguf', 8, 128],
  ['q5_0.gguf', 8, 64],
  ['q5_1.gguf', 8, 128],
  ['q8_0.gguf', 8, 64],
] as const)('%s in %s bits', (file, bits, width) => {
  it('packs a matrix to what it was', async () => {
    const weight = { tensor: await tensor(file, 'blk.0.ffn_gate.weight') };
    const { rows, rowElements } = tensorRows(weight.tensor);
    const expected = await readFloatRows(weight);
    const packed = await unpack([{ weight, factor: 0.5 }], bits);
    expect([packed.rows, packed.width]).toEqual([rows, width]);
    const blocks = rowElements / BLOCK;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < rowElements; column++) {
        // The input's sum over a block meets the block's offset: as if the offset were added to each of its weights.
        const offset = width > rowElements ? packed.value(row, rowElements + Math.floor(column / BLOCK)) : 0;
        const weight = 2 * (packed.value(row, column) + offset);
        expect(Math.abs(weight - expected[row * rowElements + column]!)).toBeLessThan(bits === 4 && width > rowElements ? 2e-3 : 2e-4);
      }
      for (let column = rowElements + blocks; column < width; column++) expect(packed.value(row, column)).toBe(0);
    }
  });
});

it('stands matrices of several types side by side, in the order that is asked for', async () => {
  const first = await tensor('mixed.gguf', 'blk.0.attn_q.weight');
  const second = await tensor('mixed.gguf', 'blk.0.attn_v.weight');
  const order = Int32Array.from({ length: 64 }, (_, row) => 63 - row);
  const packed = await unpack([{ weight: { tensor: first, order } }, { weight: { tensor: second } }], 8);
  const expected = [...(await readFloatRows({ tensor: first, order })), ...(await readFloatRows({ tensor: second }))];
  expect(packed.rows).toBe(64 + 32);
  for (let at = 0; at < expected.length; at++) {
    expect(packed.value(Math.floor(at / 64), at % 64)).toBeCloseTo(expected[at]!, 5);
  }
});

it('brings floats to eight bits', async () => {
  const weight = { tensor: await tensor('floats.gguf', 'blk.0.ffn_up.weight') };
  const expected = await readFloatRows(weight);
  const packed = await unpack([{ weight }], 8);
  const largest = Math.max(...expected.map(Math.abs));
  for (let at = 0; at < expected.length; at++) {
    expect(Math.abs(packed.value(Math.floor(at / 64), at % 64) - expected[at]!)).toBeLessThanOrEqual((largest / 254) * 1.001);
  }
});
