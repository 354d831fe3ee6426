import { expect, test } from 'vitest';
import { drawLines } from './drawLines.ts';

const chart = {
  title: 'Perplexity & <position>',
  x: { label: 'position in tokens', log: true },
  y: { label: 'perplexity', from: 0 },
  series: [
    { name: 'sinks', points: [[1_000, 20], [2_000, 30], [4_000, 25]] },
    { name: 'window', points: [[1_000, 80], [4_000, 90]] },
  ],
} as const;

test('every series is a line with a name in the legend, axes have labels, text is escaped', () => {
  const svg = drawLines(chart);
  expect(svg).toContain('aria-label="Perplexity &amp; &lt;position&gt;"');
  for (const text of ['>sinks<', '>window<', '>position in tokens<', '>perplexity<']) expect(svg).toContain(text);
  expect(svg).toContain('prefers-color-scheme:dark');
  // Two lines and their legend's samples.
  expect(svg.match(/class="s\d line"/g)).toHaveLength(4);
  expect(drawLines(chart)).toBe(svg);
});

test('points stand where their values are: the greater the higher, and evenly on a logarithmic axis', () => {
  const [, first] = [...drawLines(chart).matchAll(/class="s0 line" d="(M[^"]+)"/g)].map((match) => match[1]!).toReversed();
  const points = [...first!.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(points).toHaveLength(3);
  expect(points[1]![0]! - points[0]![0]!).toBeCloseTo(points[2]![0]! - points[1]![0]!, 0);
  expect(points[1]![1]).toBeLessThan(points[2]![1]!);
  expect(points[2]![1]).toBeLessThan(points[0]![1]!);
});
