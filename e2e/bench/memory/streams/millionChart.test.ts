import { expect, test } from 'vitest';
import { millionChart } from './millionChart.ts';

test('both ways have a line through every stretch', () => {
  const svg = millionChart([1_000, 500_000, 900_000].map((start, i) => ({ start, streamed: 20 + i, recomputed: 19 + i })), 512);
  expect(svg).toContain('>streamed<');
  expect(svg).toContain('>recomputed<');
  const paths = [...svg.matchAll(/class="s\d line" d="(M[\d. ]+L[^"]+)"/g)].map(([, path]) => path!);
  expect(paths.map((path) => path.match(/[ML]/g)!.length)).toEqual([3, 3]);
});
