const FIRST_MS = 250;
const LONGEST_MS = 5_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubling from a quarter of a second to five seconds, with
 * a little chance in it, so that several windows do not knock at the same moment.
 *
 * @param attempt failed attempts so far, from 1
 * @param random a number from 0 to 1
 */
export function backoff(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  return Math.round(full * (0.75 + 0.25 * random));
}
