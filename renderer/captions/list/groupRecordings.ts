import type { Recording } from '../../../app/captions/Recording.ts';

/** Recordings under one heading. */
export interface RecordingGroup {
  readonly name: string;
  readonly recordings: readonly Recording[];
}

/**
 * By the day they were made: today, yesterday, the previous seven days, then month by month; newest first.
 *
 * @param now milliseconds since the epoch; days begin at midnight of this computer's clock
 * @param locale of the names of months; the computer's when it is left out
 */
export function groupRecordings(recordings: readonly Recording[], now: number, locale?: string): RecordingGroup[] {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const daysAgo = (days: number): number => new Date(midnight).setDate(midnight.getDate() - days);
  const [today, yesterday, week] = [midnight.getTime(), daysAgo(1), daysAgo(7)];
  const nameOf = ({ createdAt }: Recording): string => {
    if (createdAt >= today) return 'Today';
    if (createdAt >= yesterday) return 'Yesterday';
    if (createdAt >= week) return 'Previous 7 days';
    const date = new Date(createdAt);
    const year = date.getFullYear() === midnight.getFullYear() ? {} : { year: 'numeric' as const };
    return date.toLocaleDateString(locale, { month: 'long', ...year });
  };
  const sorted = recordings.toSorted((a, b) => b.createdAt - a.createdAt);
  return [...Map.groupBy(sorted, nameOf)].map(([name, group]) => ({ name, recordings: group }));
}
