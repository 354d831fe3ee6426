/** Logarithm of the sum of exponentials; -Infinity when no value is larger than that. */
export function logSumExp(values: Float32Array): number {
  let top = -Infinity;
  for (const value of values) if (value > top) top = value;
  if (top === -Infinity) return top;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - top);
  return top + Math.log(sum);
}
