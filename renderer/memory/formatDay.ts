/** "3 March" as the person's language writes it; with the year when that is not this one. */
export function formatDay(time: number, now: number = Date.now()): string {
  const date = new Date(time);
  const thisYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString([], { day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' }) });
}
