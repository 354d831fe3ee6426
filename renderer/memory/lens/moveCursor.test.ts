import { expect, test } from 'vitest';
import { layoutLens } from './layoutLens.ts';
import { moveCursor } from './moveCursor.ts';

// Rows of three tokens each: 0 1 2 / 3 4 5 / 6 7 8 / 9.
const rows = layoutLens(
  Array.from({ length: 10 }, (_, i) => ({ text: 'ab', region: i < 3 ? ('sink' as const) : ('recent' as const), score: null })),
  6,
);

test('arrows go from token to token and from row to row, over headings, and stop at the ends', () => {
  const path = ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'End', 'ArrowRight', 'PageUp', 'Home', 'ArrowLeft'];
  const places: number[] = [];
  let at = 0;
  for (const key of path) places.push((at = moveCursor(rows, at, key) ?? -1));
  expect(places).toEqual([1, 4, 7, 6, 3, 9, 9, 0, 0, 0]);
  expect(moveCursor(rows, 4, 'x')).toBeNull();
});
