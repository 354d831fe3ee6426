import { expect, test } from 'vitest';
import { comparePerplexity } from './comparePerplexity.ts';
import type { PerplexityRun } from './measurePerplexity.ts';

const run = (arm: PerplexityRun['arm'], budget: number | null, perplexities: number[], losses: number[]): PerplexityRun => ({
  arm,
  budget,
  perplexity: 1,
  tokens: 1,
  meanContext: 1,
  msPerToken: 1,
  curve: perplexities.map((perplexity, i) => ({ position: i * 100, perplexity })),
  sampled: losses.map((loss, i) => ({ start: i * 100, loss })),
});

test('ways are compared with sinks and with a window computed anew of the same budget, where both came', () => {
  const [sinks, entropy, recompute, other, dense] = comparePerplexity([
    run('sinks', 256, [20, 40], [3, 3.2]),
    run('entropy', 256, [22, 44], [3.1, 3.3]),
    run('recompute', 256, [], [2.9, 3.1]),
    run('entropy', 512, [22, 44], [3.1, 3.3]),
    run('dense', null, [10, 20], []),
  ]);
  expect(sinks!.besideSinks!.ratio).toBeCloseTo(1, 10);
  expect(sinks!.besideRecompute!.ratio).toBeCloseTo(Math.exp(0.1), 10);
  expect(entropy!.besideSinks!.ratio).toBeCloseTo(1.1, 10);
  expect(recompute!.besideSinks).toBeNull();
  expect(recompute!.besideRecompute!.ratio).toBeCloseTo(1, 10);
  expect(other).toMatchObject({ budget: 512, besideSinks: null, besideRecompute: null });
  expect(dense!.besideSinks).toBeNull();
});
