import { drawLines } from './drawLines.ts';
import type { PerplexityRun } from './measurePerplexity.ts';

/** Perplexity along a text, a line for each way of reading it with this budget and for that without a bound. */
export function perplexityChart(runs: readonly PerplexityRun[], budget: number): string {
  return drawLines({
    title: `Perplexity of a novel, ${budget} slots`,
    x: { label: 'position in the text (tokens)', from: 0 },
    y: { label: 'perplexity', log: true },
    series: runs
      .filter((run) => (run.budget === null || run.budget === budget) && run.curve.length > 0)
      .map(({ arm, curve }) => ({ name: arm, points: curve.map(({ position, perplexity }) => [position, perplexity] as const) })),
  });
}
