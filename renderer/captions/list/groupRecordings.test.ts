import { expect, test } from 'vitest';
import type { Recording } from '../../../app/captions/Recording.ts';
import { groupRecordings } from './groupRecordings.ts';

const NOW = new Date(2026, 2, 10, 15).getTime();
const made = (title: string, ...date: [number, number, number, number]): Recording => ({
  id: title, title, source: 'microphone', createdAt: new Date(...date).getTime(), durationMs: 0, lines: 0, live: false, keptSound: false, remembered: false,
});

test('newest first, by day, then by month, with the year where it is another one', () => {
  const groups = groupRecordings(
    [made('a', 2025, 11, 24, 8), made('b', 2026, 2, 10, 9), made('c', 2026, 2, 9, 23), made('d', 2026, 2, 10, 14), made('e', 2026, 2, 5, 1), made('f', 2026, 1, 1, 1)],
    NOW,
    'en-GB',
  );
  expect(groups.map(({ name, recordings }) => [name, recordings.map(({ title }) => title).join('')])).toEqual([
    ['Today', 'db'],
    ['Yesterday', 'c'],
    ['Previous 7 days', 'e'],
    ['February', 'f'],
    ['December 2025', 'a'],
  ]);
});
