/** Nothing is foretold from less than this, in seconds. */
const LEAST = 4;

/**
 * How long the rest of a file will take, as fast as it went until now.
 *
 * @param done of the file, in seconds of sound; `total`: of all of it; `elapsed`: seconds that took
 * @returns seconds; null while that cannot be told
 */
export function timeLeft(done: number, total: number, elapsed: number): number | null {
  if (elapsed < LEAST || done <= 0 || total <= 0) return null;
  return (Math.max(0, total - done) * elapsed) / done;
}
