import path from 'node:path';
import { expect, it } from 'vitest';
import { readGguf } from '../formats/gguf/readGguf.ts';
import { hadamard } from './hadamard.ts';
import { packColumns } from './packColumns.ts';
import { readFloatRows } from './readRows.ts';

const { tensors } = await readGguf(path.join(import.meta.dirname, '../golden/tiny/q4_1.gguf'));

it('stands for the rotated rows of its matrices, side by side, to half a level of each', async () => {
  const [gate, up] = [{ tensor: tensors.get('blk.0.ffn_gate.weight')! }, { tensor: tensors.get('blk.0.ffn_up.weight')! }];
  const { levels, scales } = packColumns([{ weight: gate, factor: 0.5 }, { weight: up }]);
  let columns = new Int8Array();
  for await (const piece of levels) columns = Int8Array.of(...columns, ...piece);
  const expected = [...hadamard((await readFloatRows(gate)).map((value) => value / 2), 64), ...hadamard(await readFloatRows(up), 64)];
  const inSize = expected.length / scales.length;
  expect(inSize).toBe(64);
  expect(columns).toHaveLength(expected.length);
  expected.forEach((value, at) => {
    const [out, column] = [Math.floor(at / inSize), at % inSize];
    expect(Math.abs(columns[column * scales.length + out]! * scales[out]! - value)).toBeLessThanOrEqual(scales[out]! * 0.5001);
  });
});
