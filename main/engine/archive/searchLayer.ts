/**
 * The layer in whose keys blocks are searched for: an early one, a fifteenth of the way up. There a key still says which
 * word it is of, and already something of what the word means. Of the default model's 30 layers, 1 to 8 find as much
 * (`e2e/bench`); the first, which knows the word alone, and those from the tenth on find less than half of it.
 */
export function searchLayer(layers: number): number {
  return Math.min(layers - 1, Math.max(1, Math.round(layers / 15)));
}
