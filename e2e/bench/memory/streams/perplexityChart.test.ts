import { expect, test } from 'vitest';
import type { PerplexityRun } from './measurePerplexity.ts';
import { perplexityChart } from './perplexityChart.ts';

const run = (arm: PerplexityRun['arm'], budget: number | null): PerplexityRun => ({
  arm,
  budget,
  perplexity: 20,
  tokens: 2_000,
  meanContext: 200,
  msPerToken: 1,
  sampled: [],
  curve: arm === 'recompute' ? [] : [500, 1_500].map((position) => ({ position, perplexity: 20 + position / 100 })),
});

test('one line for each way with this budget, and for the one without a bound', () => {
  const svg = perplexityChart([run('dense', null), run('sinks', 256), run('sinks', 512), run('window', 256), run('recompute', 256)], 256);
  expect(svg).toContain('256 slots');
  expect([...svg.matchAll(/dy="4">([a-z]+)</g)].map(([, name]) => name)).toEqual(['dense', 'sinks', 'window']);
});
