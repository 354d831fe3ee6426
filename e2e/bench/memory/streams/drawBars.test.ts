import { expect, test } from 'vitest';
import { drawBars } from './drawBars.ts';

test('bars are as long as their values, with names, intervals where there are some, and escaped text', () => {
  const svg = drawBars({
    title: 'Time & <place>',
    x: { label: 'milliseconds' },
    bars: [{ name: 'one', value: 100, low: 90, high: 120 }, { name: 'two', value: 200 }],
  });
  expect(svg).toContain('aria-label="Time &amp; &lt;place&gt;"');
  for (const text of ['>one<', '>two<', '>milliseconds<', '>100<', '>200<']) expect(svg).toContain(text);
  const lengths = [...svg.matchAll(/class="s0 bar" d="M([\d.]+) [\d.]+H([\d.]+)/g)].map(([, from, to]) => Number(to) - Number(from));
  expect(lengths).toHaveLength(2);
  expect(lengths[1]! / lengths[0]!).toBeCloseTo(2, 1);
  expect(svg.match(/class="axis" d="M[\d.]+ [\d.]+H/g)).toHaveLength(1);
});
