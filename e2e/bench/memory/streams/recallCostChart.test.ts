import { expect, test } from 'vitest';
import { recallCostChart } from './recallCostChart.ts';

const median = (value: number) => ({ median: value, low: value * 0.9, high: value * 1.1, count: 9 });

test('search and prefill each have a bar for the processor and one for the clock', () => {
  const search = { milliseconds: median(120), processorMilliseconds: median(80) };
  const prefill = { tokens: median(250), milliseconds: median(500), processorMilliseconds: median(400) };
  const svg = recallCostChart({ turns: 10_000, search, prefill });
  expect(svg.match(/class="s0 bar"/g)).toHaveLength(4);
  for (const text of ['in 10000 turns', 'prefill of 250 tokens, on the clock', '>80<', '>500<']) expect(svg).toContain(text);
});
