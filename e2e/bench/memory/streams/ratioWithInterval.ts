export interface Ratio {
  readonly ratio: number;
  /** 95 % */
  readonly low: number;
  readonly high: number;
  readonly pairs: number;
}

/**
 * How many times as great the perplexity of one way is as that of another, from their mean losses over the same
 * stretches of a text: the geometric mean of the ratios, and its interval by their spread.
 *
 * @param losses of both over each stretch, in nats
 * @returns null when there are fewer than two pairs
 */
export function ratioWithInterval(losses: readonly (readonly [of: number, beside: number])[]): Ratio | null {
  const pairs = losses.length;
  if (pairs < 2) return null;
  const differences = losses.map(([of, beside]) => of - beside);
  const mean = differences.reduce((sum, each) => sum + each, 0) / pairs;
  const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (pairs - 1);
  const half = studentT(pairs - 1) * Math.sqrt(variance / pairs);
  return { ratio: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half), pairs };
}

/** The 97.5 % quantile of Student's t, by the first terms of its expansion in 1/df (Abramowitz and Stegun 26.7.5). */
function studentT(df: number): number {
  const z = 1.959964;
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2) + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * df ** 3);
}
