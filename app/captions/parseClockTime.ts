/** Milliseconds of a time as in `01:02:03.456`, `02:03.456` or with a comma; null when it is none. */
export function parseClockTime(text: string): number | null {
  const match = /^(?:(\d{1,6}):)?([0-5]\d):([0-5]\d)[.,](\d{3})$/.exec(text.trim());
  if (!match) return null;
  const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
}
