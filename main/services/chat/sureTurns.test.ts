import { expect, test } from 'vitest';
import type { Turn } from '../../../app/conversation/Turn.ts';
import type { CacheUsage } from '../../../app/memory/CacheUsage.ts';
import { sureTurns } from './sureTurns.ts';

const path = (...texts: string[]) => texts.map((text, i) => ({ id: `t${i}`, text }) as Turn);
const whole = (firstWholeTurnId: string | null) => ({ firstWholeTurnId }) as CacheUsage;

test('turns are sure from the first that was whole, while they fit a quarter of the cache', () => {
  const turns = path('a', 'b', 'c', 'question', '');
  expect(sureTurns(turns, whole('t1'), 1_024)).toEqual(['t1', 't2', 't3', 't4']);
  expect(sureTurns(turns, whole('t1'), 4 * (17 + 24 + 16))).toEqual(['t2', 't3', 't4']);
  expect(sureTurns(turns, whole(null), 1_024)).toEqual([]);
  expect(sureTurns(turns, whole('of another branch'), 1_024)).toEqual([]);
  expect(sureTurns(turns, null, 1_024)).toEqual([]);
});

test('a long message may push out all that stood before it, and what has many bytes is not underestimated', () => {
  expect(sureTurns(path('a', 'b', 'x'.repeat(300), ''), whole('t0'), 1_024)).toEqual(['t3']);
  expect(sureTurns(path('a', '鸚'.repeat(80), 'c'), whole('t0'), 1_024)).toEqual(['t2']);
});
