import { expect, it } from 'vitest';
import { warpPath } from './warpPath.ts';

const rows = (...costs: number[][]) => costs.map((row) => Float64Array.from(row));

it('follows the cells of least cost', () => {
  expect(warpPath(rows([0, 0, 9, 9, 9], [9, 9, 0, 9, 9], [9, 9, 9, 0, 0]))).toEqual([0, 2, 3]);
  expect(warpPath(rows([0, 9, 9], [0, 9, 9], [9, 0, 0]))).toEqual([0, 0, 1]);
});

it('handles one row, one column, and nothing', () => {
  expect(warpPath(rows([5, 1, 2]))).toEqual([0]);
  expect(warpPath(rows([1], [2], [3]))).toEqual([0, 0, 0]);
  expect(warpPath([])).toEqual([]);
});

it('costs no more than any other path', () => {
  const costs = rows(
    ...Array.from({ length: 4 }, (_, row) =>
      Array.from({ length: 6 }, (_, column) => Math.abs(Math.sin(7 * row + 3 * column))),
    ),
  );
  const least = (row: number, column: number): number => {
    if (row < 0 || column < 0) return Infinity;
    const before =
      row + column === 0 ? 0 : Math.min(least(row - 1, column), least(row, column - 1), least(row - 1, column - 1));
    return costs[row]![column]! + before;
  };
  const entered = warpPath(costs);
  // A row is left at the column where the next is entered, or one before it, whichever is the cheaper way.
  let sum = 0;
  for (const [row, from] of entered.entries()) {
    const next = entered[row + 1];
    const cells = costs[row]!.subarray(from, next ?? 6).reduce((total, cost) => total + cost, 0);
    const corner = next === undefined ? 0 : Math.min(next > from ? 0 : Infinity, costs[row]![next]!);
    sum += cells + corner;
  }
  expect(sum).toBeCloseTo(least(3, 5), 9);
});
