/** Width of the interval in standard deviations: 95 %. */
const Z = 1.96;

/** A share, and the interval that holds it with 95 % (Wilson 1927), for `right` of `count` tries. */
export function shareWithInterval(right: number, count: number): { share: number; low: number; high: number } {
  const share = right / count;
  const middle = (share + Z ** 2 / (2 * count)) / (1 + Z ** 2 / count);
  const half = (Z / (1 + Z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
