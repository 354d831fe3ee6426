import type { PerplexityRun } from './measurePerplexity.ts';
import { type Ratio, ratioWithInterval } from './ratioWithInterval.ts';

export interface Comparison {
  readonly arm: string;
  readonly budget: number | null;
  /** perplexity beside that of `sinks` with the same budget, over the points of the curve */
  readonly besideSinks: Ratio | null;
  /** beside that of a window computed anew with the same mean context, over the sampled stretches */
  readonly besideRecompute: Ratio | null;
}

/** Each way of reading a text beside two others with the same budget, stretch by stretch. */
export function comparePerplexity(runs: readonly PerplexityRun[]): Comparison[] {
  return runs.map((run) => {
    const budget = run.budget ?? Math.max(...runs.map((each) => each.budget ?? 0));
    const find = (arm: PerplexityRun['arm']) => runs.find((each) => each.arm === arm && each.budget === budget);
    return { arm: run.arm, budget: run.budget, besideSinks: byCurve(run, find('sinks')), besideRecompute: bySamples(run, find('recompute')) };
  });
}

function byCurve(run: PerplexityRun, other: PerplexityRun | undefined): Ratio | null {
  const theirs = new Map(other?.curve.map(({ position, perplexity }) => [position, Math.log(perplexity)]));
  return ratioWithInterval(run.curve.flatMap(({ position, perplexity }) => (theirs.has(position) ? [[Math.log(perplexity), theirs.get(position)!] as const] : [])));
}

function bySamples(run: PerplexityRun, other: PerplexityRun | undefined): Ratio | null {
  const theirs = new Map(other?.sampled.map(({ start, loss }) => [start, loss]));
  return ratioWithInterval(run.sampled.flatMap(({ start, loss }) => (theirs.has(start) ? [[loss, theirs.get(start)!] as const] : [])));
}
