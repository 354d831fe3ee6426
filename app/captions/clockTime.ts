const pad = (n: number, length = 2): string => String(n).padStart(length, '0');

/**
 * A time on the clock of a sound: `01:02:03.456`.
 *
 * @param separator between seconds and milliseconds: WebVTT has a point, SubRip a comma
 */
export function clockTime(milliseconds: number, separator: '.' | ',' = '.'): string {
  const whole = Math.max(0, Math.round(milliseconds));
  const seconds = Math.floor(whole / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map((part) => pad(part)).join(':')}${separator}${pad(whole % 1_000, 3)}`;
}
