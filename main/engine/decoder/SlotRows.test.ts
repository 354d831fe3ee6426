import { describe, expect, it } from 'vitest';
import { SlotColumns } from './SlotColumns.ts';
import { SlotRows } from './SlotRows.ts';

const sizes = { layers: 2, kvHeads: 2, headDim: 3 };
const row = (layer: number, slot: number) => Int8Array.from({ length: 6 }, (_, at) => 60 * layer + 7 * slot + at);
const slots = [0, 3, 4];

function filled<Rows extends { grow(capacity: number): void; put(layer: number, slot: number, row: Int8Array): void }>(rows: Rows): Rows {
  rows.grow(5);
  for (const layer of [0, 1]) for (const slot of slots) rows.put(layer, slot, row(layer, slot));
  return rows;
}

describe('SlotRows', () => {
  it('gives back what was put, and zeros where nothing was', () => {
    const rows = filled(new SlotRows(sizes, (length) => new Int8Array(length)));
    for (const layer of [0, 1]) for (const slot of slots) expect([...rows.take(layer, slot)]).toEqual([...row(layer, slot)]);
    expect([...rows.take(1, 2)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('keeps rows when it grows, and lays them out by head, then slot', () => {
    const rows = filled(new SlotRows(sizes, (length) => new Float32Array(length)) as unknown as SlotRows<Int8Array>);
    rows.grow(9);
    expect(rows.capacity).toBe(9);
    for (const layer of [0, 1]) for (const slot of slots) expect([...rows.take(layer, slot)]).toEqual([...row(layer, slot)]);
    const { 'key.1': tensor } = rows.tensors('key');
    expect([tensor?.type, tensor?.dims]).toEqual(['float32', [2, 1, 9, 3]]);
    expect([...(tensor!.data as Float32Array).subarray((9 + 4) * 3, (9 + 4) * 3 + 3)]).toEqual([...row(1, 4).subarray(3)]);
  });

  it('writes into the memory that the tensors show', () => {
    const rows = filled(new SlotRows(sizes, (length) => new Int8Array(length)));
    const { 'key.0': tensor } = rows.tensors('key');
    rows.put(0, 1, Int8Array.of(1, 2, 3, 4, 5, 6));
    expect([...(tensor!.data as Int8Array).subarray(3, 6)]).toEqual([1, 2, 3]);
  });
});

describe('SlotColumns', () => {
  it('holds the same transposed, also after growing', () => {
    const columns = filled(new SlotColumns(sizes));
    for (const capacity of [5, 9]) {
      columns.grow(capacity);
      const { 'key_columns.1': tensor } = columns.tensors('key_columns');
      expect([tensor?.type, tensor?.dims]).toEqual(['int8', [2, 1, 3, capacity]]);
      const data = tensor!.data as Int8Array;
      for (const slot of slots) expect(Array.from({ length: 6 }, (_, at) => data[at * capacity + slot])).toEqual([...row(1, slot)]);
    }
  });
});
