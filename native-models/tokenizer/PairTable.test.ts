import { expect, it } from 'vitest';
import { PairTable } from './PairTable.ts';

it('finds every pair it was given, and no other', () => {
  const table = new PairTable(20_000);
  for (let i = 0; i < 20_000; i++) table.add(i % 200, Math.floor(i / 200), i, i + 7);
  for (let i = 0; i < 20_000; i++) {
    expect(table.rank(i % 200, Math.floor(i / 200))).toBe(i);
    expect(table.merged(i % 200, Math.floor(i / 200))).toBe(i + 7);
  }
  expect(table.rank(200, 0)).toBe(-1);
  expect(table.rank(0, 100)).toBe(-1);
});

it('keeps the first of two merges of a pair', () => {
  const table = new PairTable(2);
  table.add(1, 2, 0, 3);
  table.add(1, 2, 1, 4);
  expect([table.rank(1, 2), table.merged(1, 2)]).toEqual([0, 3]);
});

it('takes no merges at all', () => {
  expect(new PairTable(0).rank(0, 0)).toBe(-1);
});
