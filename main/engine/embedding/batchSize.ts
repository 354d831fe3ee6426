/**
 * How many of the next texts go into one run: as many as fit `tokens` when all are padded to the longest of them, and
 * one at least. `lengths` in tokens, ascending; the batch begins at `from`.
 */
export function batchSize(lengths: readonly number[], from: number, tokens: number): number {
  let count = 1;
  while (from + count < lengths.length && (count + 1) * lengths[from + count]! <= tokens) count++;
  return count;
}
