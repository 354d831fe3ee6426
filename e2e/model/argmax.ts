/** Index of the largest value from `start` to `end`; the first of equals. */
export function argmax(values: Float32Array, start = 0, end = values.length): number {
  let best = start;
  for (let index = start + 1; index < end; index++) if ((values[index] ?? 0) > (values[best] ?? 0)) best = index;
  return best - start;
}
