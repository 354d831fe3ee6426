import { expect, test } from 'vitest';
import { drawBars } from './drawBars.ts';

test('bars are as long as their values, with names, intervals where there are some, and escaped text', () => {
  const svg = drawBars({
    title: 'Time & <place>',
    x: { label: 'milliseconds', from: 0 },
    bars: [{ name: 'one', value: 100, low: 90, high: 120 }, { name: 'two', value: 200 }],
  });
  expect(svg).toContain('aria-label="Time &amp; &lt;place&gt;"');
  for (const text of ['>one<', '>two<', '>milliseconds<', '>100<', '>200<']) expect(svg).toContain(text);
  const lengths = [...svg.matchAll(/class="s0 bar" d="M([\d.]+) [\d.]+H([\d.]+)/g)].map(([, from, to]) => Number(to) - Number(from));
  expect(lengths).toHaveLength(2);
  expect(lengths[1]! / lengths[0]!).toBeCloseTo(2, 1);
  expect(svg.match(/class="axis" d="M[\d.]+ [\d.]+H/g)).toHaveLength(1);
});

test('on a logarithmic axis ten times as much is one length more', () => {
  const svg = drawBars({ title: 't', x: { label: 'ms', log: true, from: 1 }, bars: [10, 100, 1_000].map((value) => ({ name: `${value}`, value })) });
  const [first, second, third] = [...svg.matchAll(/class="s0 bar" d="M([\d.]+) [\d.]+H([\d.]+)/g)].map(([, from, to]) => Number(to) - Number(from));
  expect(second! / first!).toBeCloseTo(2, 1);
  expect(third! / first!).toBeCloseTo(3, 1);
});
