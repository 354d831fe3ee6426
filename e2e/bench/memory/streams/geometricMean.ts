/** The geometric mean of positive numbers: of ratios, that of the mean difference of their logarithms. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
