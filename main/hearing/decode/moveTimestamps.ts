const MS_PER_TIMESTAMP = 20;

/** Tokens of a transcript whose timestamps are to be so much later (negative: sooner), but never before the first one. */
export function moveTimestamps(tokens: readonly number[], byMs: number, firstTimestamp: number): number[] {
  const by = Math.round(byMs / MS_PER_TIMESTAMP);
  return tokens.map((token) => (token < firstTimestamp ? token : Math.max(firstTimestamp, token + by)));
}
