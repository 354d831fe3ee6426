import path from 'node:path';
import { expect, it } from 'vitest';
import { readGguf } from '../formats/gguf/readGguf.ts';
import { readTensorBytes } from '../formats/readTensorBytes.ts';
import { readFloatRows, readRows } from './readRows.ts';

const { tensors } = await readGguf(path.join(import.meta.dirname, '../golden/tiny/q5_0.gguf'));

it('gives rows in the order of the graph', async () => {
  const tensor = tensors.get('blk.0.attn_k.weight')!;
  const order = Int32Array.from({ length: 32 }, (_, row) => (row * 5) % 32);
  const bytes = await readRows({ tensor, order }, 3, 4);
  const expected = await Promise.all([15, 20, 25, 30].map((row) => readTensorBytes(tensor, row, 1)));
  expect(Buffer.from(bytes).equals(Buffer.concat(expected))).toBe(true);
  expect(await readRows({ tensor, order })).toHaveLength(tensor.byteLength);
});

it('orders the elements of a bias', async () => {
  const tensor = tensors.get('blk.0.attn_k.bias')!;
  const order = Int32Array.from({ length: 32 }, (_, row) => 31 - row);
  const plain = await readFloatRows({ tensor });
  expect([...(await readFloatRows({ tensor, order }))]).toEqual([...plain].toReversed());
});
