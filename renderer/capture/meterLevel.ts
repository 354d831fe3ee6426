/** What a meter shows as silence, in decibels below full scale. */
const FLOOR_DB = -60;
/** How fast it falls, in decibels a second: slow enough to be seen, quick enough that syllables stand apart. */
const FALL_DB = 90;

/**
 * The next deflection of a level meter: up at once, down slowly.
 *
 * @param last the deflection before, 0 to 1
 * @param peak the largest sample since, 0 to 1 of full scale
 * @param seconds since the last one
 * @returns 0 (-60 dB and less) to 1 (full scale)
 */
export function meterLevel(last: number, peak: number, seconds: number): number {
  const heard = peak > 0 ? 1 - (20 * Math.log10(Math.min(1, peak))) / FLOOR_DB : 0;
  return Math.max(0, heard, last + (FALL_DB * seconds) / FLOOR_DB);
}
