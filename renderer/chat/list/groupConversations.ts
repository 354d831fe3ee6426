import type { Conversation } from '../../../app/conversation/Conversation.ts';

/** Conversations under one heading. */
export interface ConversationGroup {
  readonly name: string;
  readonly conversations: readonly Conversation[];
}

/**
 * Pinned ones first, then by their last change: today, yesterday, the previous seven days, then month by month; newest
 * first in each.
 *
 * @param now milliseconds since the epoch; days begin at midnight of this computer's clock
 * @param locale of the names of months; the computer's when it is left out
 */
export function groupConversations(
  conversations: readonly Conversation[],
  now: number,
  locale?: string,
): ConversationGroup[] {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const daysAgo = (days: number): number => new Date(midnight).setDate(midnight.getDate() - days);
  const [today, yesterday, week] = [midnight.getTime(), daysAgo(1), daysAgo(7)];
  const thisYear = midnight.getFullYear();

  const nameOf = ({ pinned, updatedAt }: Conversation): string => {
    if (pinned) return 'Pinned';
    if (updatedAt >= today) return 'Today';
    if (updatedAt >= yesterday) return 'Yesterday';
    if (updatedAt >= week) return 'Previous 7 days';
    const date = new Date(updatedAt);
    const year = date.getFullYear() === thisYear ? {} : { year: 'numeric' as const };
    return date.toLocaleDateString(locale, { month: 'long', ...year });
  };
  const sorted = conversations.toSorted((a, b) => Number(b.pinned) - Number(a.pinned) || b.updatedAt - a.updatedAt);
  return [...Map.groupBy(sorted, nameOf)].map(([name, group]) => ({ name, conversations: group }));
}
