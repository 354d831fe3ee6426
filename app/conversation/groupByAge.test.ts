import { expect, test } from 'vitest';
import { groupByAge } from './groupByAge.ts';

const at = (year: number, month: number, day: number, hour = 12): number =>
  new Date(year, month - 1, day, hour).getTime();
const now = at(2026, 11, 20, 9);
const conversation = (name: string, updatedAt: number, pinned = false) => ({ name, updatedAt, pinned });

test('groups by day, week and month, pinned first, newest first', () => {
  const groups = groupByAge(
    [
      conversation('october', at(2026, 10, 31)),
      conversation('midnight', at(2026, 11, 20, 0)),
      conversation('late yesterday', at(2026, 11, 19, 23)),
      conversation('week ago', at(2026, 11, 13, 0)),
      conversation('eight days ago', at(2026, 11, 12, 23)),
      conversation('pinned', at(2020, 1, 1), true),
      conversation('now', now),
      conversation('last year', at(2025, 11, 20)),
    ],
    now,
  );
  expect(groups.map(({ key, label, conversations }) => [key, label, conversations.map(({ name }) => name)])).toEqual([
    ['pinned', 'Pinned', ['pinned']],
    ['today', 'Today', ['now', 'midnight']],
    ['yesterday', 'Yesterday', ['late yesterday']],
    ['week', 'Previous 7 days', ['week ago']],
    ['2026-11', 'November 2026', ['eight days ago']],
    ['2026-10', 'October 2026', ['october']],
    ['2025-11', 'November 2025', ['last year']],
  ]);
});

test('what lies in the future is of today, and nothing gives no groups', () => {
  expect(groupByAge([conversation('tomorrow', at(2026, 11, 21))], now).map(({ key }) => key)).toEqual(['today']);
  expect(groupByAge([], now)).toEqual([]);
});

test('yesterday begins at its midnight on the days the clocks change too', () => {
  for (let day = 1; day <= 365; day++) {
    const morning = at(2026, 1, day, 8);
    const [group] = groupByAge([conversation('first moment', new Date(2026, 0, day - 1).getTime())], morning);
    expect(group?.key).toBe('yesterday');
  }
});
