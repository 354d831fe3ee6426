/** Restarts within `RESTART_WINDOW_MS` after which the person is asked. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 5 * 60_000;
const FIRST_DELAY_MS = 250;

/**
 * How long to wait before the next restart, in milliseconds, given when the earlier restarts happened (ascending,
 * milliseconds); null when there were too many lately and the person must be asked. The wait grows fourfold.
 */
export function restartDelay(restarts: readonly number[], now: number): number | null {
  const recent = restarts.filter((time) => now - time < RESTART_WINDOW_MS).length;
  return recent >= MAX_RESTARTS ? null : FIRST_DELAY_MS * 4 ** recent;
}
