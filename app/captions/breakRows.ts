import type { TimedToken } from './TimedToken.ts';

/** Most characters of a row, and most rows at once: what the guidelines of broadcasters agree on. */
export const ROW_LENGTH = 42;
export const MAX_ROWS = 2;
/** What a row that ends without punctuation costs, in characters of imbalance. */
const NO_PAUSE = 6;

const joined = (tokens: readonly TimedToken[]): string =>
  tokens.map(({ text, spaced }, i) => (spaced && i > 0 ? ` ${text}` : text)).join('');

/**
 * Tokens as one row, or as two of which neither is longer than `ROW_LENGTH`: after punctuation if one can, and about
 * equally long. Null when they do not fit.
 */
export function breakRows(tokens: readonly TimedToken[]): string[] | null {
  const all = joined(tokens);
  if (all.length <= ROW_LENGTH) return all === '' ? [] : [all];
  if (all.length > MAX_ROWS * ROW_LENGTH + 1) return null;
  let best: { rows: string[]; cost: number } | null = null;
  for (let i = 1; i < tokens.length; i++) {
    const rows = [joined(tokens.slice(0, i)), joined(tokens.slice(i))];
    if (rows.some(({ length }) => length > ROW_LENGTH)) continue;
    const cost = Math.abs(rows[0]!.length - rows[1]!.length) + (/[,;:.!?…，、。！？]$/u.test(rows[0]!) ? 0 : NO_PAUSE);
    if (best === null || cost < best.cost) best = { rows, cost };
  }
  return best?.rows ?? null;
}
