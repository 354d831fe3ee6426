import { expect, it } from 'vitest';
import { unpermutedRows } from './unpermutedRows.ts';

/** Rows as llama.cpp's converter writes them: `reshape(heads, 2, headDim / 2).swapaxes(1, 2)`. */
function converted(rows: readonly string[], heads: number, headDim: number): string[] {
  const half = headDim / 2;
  const out: string[] = [];
  for (let head = 0; head < heads; head++) {
    for (let pair = 0; pair < half; pair++) out.push(rows[head * headDim + pair]!, rows[head * headDim + half + pair]!);
  }
  return out;
}

it('puts the halves of a head apart', () => {
  expect([...unpermutedRows(1, 8)]).toEqual([0, 2, 4, 6, 1, 3, 5, 7]);
  expect([...unpermutedRows(2, 4)]).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
});

it.each([[1, 2], [3, 40], [4, 16], [5, 64]])('undoes the conversion of %i heads of %i rows', (heads, headDim) => {
  const rows = Array.from({ length: heads * headDim }, (_, row) => `row ${row}`);
  const file = converted(rows, heads, headDim);
  expect(Array.from(unpermutedRows(heads, headDim), (row) => file[row])).toEqual(rows);
});
