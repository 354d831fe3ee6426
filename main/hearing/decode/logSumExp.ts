/** What is this far below the largest adds nothing that a float32 could hold. */
const NEGLIGIBLE = 30;
/** Steps of the table of exponentials for each 1 of the exponent. */
const FINE = 256;
const table = Float64Array.from({ length: NEGLIGIBLE * FINE + 1 }, (_, at) => Math.exp(-at / FINE));

/**
 * Logarithm of the sum of exponentials; -Infinity when no value is larger than that. A vocabulary has 50,000 of them for
 * every token, so an exponential is the next one of a table and the tangent there: wrong by 8 in a million at most.
 */
export function logSumExp(values: Float32Array): number {
  let top = -Infinity;
  for (let at = 0; at < values.length; at++) if (values[at]! > top) top = values[at]!;
  if (top === -Infinity) return top;
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    const below = (top - values[at]!) * FINE;
    if (below >= NEGLIGIBLE * FINE) continue;
    const step = below | 0;
    sum += table[step]! * (1 - (below - step) / FINE);
  }
  return top + Math.log(sum);
}
