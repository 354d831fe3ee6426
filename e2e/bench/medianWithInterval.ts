export interface MedianWithInterval {
  median: number;
  /** bounds of the interval that holds the median of what was drawn from with at least 95 % probability */
  low: number;
  high: number;
  count: number;
}

/**
 * Median and its distribution-free interval: the closest pair of order statistics around it between which the median
 * lies with at least 95 % probability (David and Nagaraja, Order Statistics, 7.1). With fewer than 6 values no pair
 * reaches that, and the interval is the whole range.
 */
export function medianWithInterval(values: readonly number[]): MedianWithInterval {
  if (values.length === 0) throw new RangeError('The median of no values is undefined.');
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const median = (at((count - 1) >> 1) + at(count >> 1)) / 2;

  // Leaving out `outside` values at either end misses the median with probability 2 · P(Binomial(count, 1/2) <= outside - 1).
  let outside = 0;
  let term = 2 ** -count;
  let missed = 2 * term;
  while (missed <= 0.05 && outside + 1 < count / 2) {
    outside++;
    term *= (count - outside + 1) / outside;
    missed += 2 * term;
  }
  return { median, low: at(Math.max(0, outside - 1)), high: at(Math.min(count - 1, count - outside)), count };
}
