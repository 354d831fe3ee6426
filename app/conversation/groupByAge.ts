/** A part of the conversation list under one heading. */
export interface AgeGroup<T> {
  /** stable between renderings: `pinned`, `today`, `yesterday`, `week`, or the month as `2026-11` */
  readonly key: string;
  readonly label: string;
  readonly conversations: readonly T[];
}

/** Midnight that began the day `daysAgo` days before `now`, in local time; days of 23 and 25 hours count as days. */
function startOfDay(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

function headingOf(updatedAt: number, now: number): { key: string; label: string } {
  if (updatedAt >= startOfDay(now, 0)) return { key: 'today', label: 'Today' };
  if (updatedAt >= startOfDay(now, 1)) return { key: 'yesterday', label: 'Yesterday' };
  if (updatedAt >= startOfDay(now, 7)) return { key: 'week', label: 'Previous 7 days' };
  const date = new Date(updatedAt);
  return {
    key: `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`,
    label: date.toLocaleDateString('en', { month: 'long', year: 'numeric' }),
  };
}

/**
 * The conversation list under its headings: pinned ones first, then Today, Yesterday, Previous 7 days, and months,
 * newest first in each. A clock that was set back puts what lies in the future under Today.
 *
 * @param now milliseconds since the epoch
 */
export function groupByAge<T extends { readonly pinned: boolean; readonly updatedAt: number }>(
  conversations: readonly T[],
  now: number,
): AgeGroup<T>[] {
  const groups = new Map<string, { key: string; label: string; conversations: T[] }>();
  const newestFirst = conversations.toSorted(
    (a, b) => Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt,
  );
  for (const conversation of newestFirst) {
    const heading = conversation.pinned ? { key: 'pinned', label: 'Pinned' } : headingOf(conversation.updatedAt, now);
    const group = groups.get(heading.key) ?? { ...heading, conversations: [] };
    group.conversations.push(conversation);
    groups.set(heading.key, group);
  }
  return [...groups.values()];
}
