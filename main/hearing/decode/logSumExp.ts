/** What is this far below the largest adds nothing that a float32 could hold, and most of a vocabulary is. */
const NEGLIGIBLE = 30;

/** Logarithm of the sum of exponentials; -Infinity when no value is larger than that. */
export function logSumExp(values: Float32Array): number {
  let top = -Infinity;
  for (let at = 0; at < values.length; at++) if (values[at]! > top) top = values[at]!;
  if (top === -Infinity) return top;
  const least = top - NEGLIGIBLE;
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value > least) sum += Math.exp(value - top);
  }
  return top + Math.log(sum);
}
