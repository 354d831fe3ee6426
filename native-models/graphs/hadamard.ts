/** Largest side of a block: more would mix outliers thinner still, but widths are seldom divisible by more. */
const LARGEST = 64;

/** The side of the blocks for rows of `width` numbers: the largest power of two up to 64 that divides it. */
export function hadamardSize(width: number): number {
  let size = LARGEST;
  while (width % size !== 0) size /= 2;
  return size;
}

/**
 * Multiplies each run of `size` numbers, a power of two, by the Walsh-Hadamard matrix over its root: a rotation that is
 * its own inverse. In place.
 */
export function hadamard(values: Float32Array, size: number): Float32Array {
  for (let half = 1; half < size; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let at = start; at < start + half; at++) {
        const a = values[at]!;
        const b = values[at + half]!;
        values[at] = a + b;
        values[at + half] = a - b;
      }
    }
  }
  const root = Math.sqrt(size);
  for (let at = 0; at < values.length; at++) values[at]! /= root;
  return values;
}
