/** So often a row of tokens stands there in succession before it counts as a loop. */
const TIMES = 4;
/** The longest row of tokens that is looked for. */
const LONGEST = 24;
/** A loop of single tokens ("no no no no") may be speech; below this many tokens it is let be. */
const LEAST_TOKENS = 8;

/**
 * Whether `tokens` end in a loop: the same row of tokens four times in succession, eight tokens together at least.
 * Result: how many tokens at the end are repeats of what stands before them; 0 when there is no loop.
 */
export function repeatsItself(tokens: readonly number[]): number {
  for (let length = 1; length <= LONGEST; length++) {
    const times = Math.max(TIMES, Math.ceil(LEAST_TOKENS / length));
    const span = length * times;
    if (span > tokens.length) return 0;
    const from = tokens.length - span + length;
    if (tokens.slice(from).every((token, at) => token === tokens[from + at - length])) return span - length;
  }
  return 0;
}
