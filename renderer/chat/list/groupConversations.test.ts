import { expect, test } from 'vitest';
import type { Conversation } from '../../../app/conversation/Conversation.ts';
import { groupConversations } from './groupConversations.ts';

const NOW = new Date(2026, 4, 20, 15, 0).getTime();
const made = (id: string, updatedAt: Date, pinned = false): Conversation => ({
  id,
  title: id,
  pinned,
  createdAt: 0,
  updatedAt: updatedAt.getTime(),
  turnCount: 0,
  temporary: false,
  draft: '',
  retention: null,
});

test('groups by day, week and month, pinned ones first, newest first', () => {
  const groups = groupConversations(
    [
      made('old year', new Date(2025, 11, 31)),
      made('today early', new Date(2026, 4, 20, 0, 0)),
      made('today', new Date(2026, 4, 20, 14, 0)),
      made('yesterday', new Date(2026, 4, 19, 23, 59)),
      made('week', new Date(2026, 4, 13, 0, 0)),
      made('may', new Date(2026, 4, 12, 23, 59)),
      made('april', new Date(2026, 3, 2)),
      made('pinned', new Date(2020, 0, 1), true),
    ],
    NOW,
    'en',
  );
  expect(groups.map(({ name, conversations }) => [name, ...conversations.map(({ id }) => id)])).toEqual([
    ['Pinned', 'pinned'],
    ['Today', 'today', 'today early'],
    ['Yesterday', 'yesterday'],
    ['Previous 7 days', 'week'],
    ['May', 'may'],
    ['April', 'april'],
    ['December 2025', 'old year'],
  ]);
});

test('nothing makes no groups', () => {
  expect(groupConversations([], NOW)).toEqual([]);
});
