import { expect, test } from 'vitest';
import { factsFigures } from './factsFigures.ts';
import { type FactsEntry, mergeFacts } from './factsResult.ts';

const entry = (size: number, arm: FactsEntry['arm'], date: string): FactsEntry => ({ ...factsFigures([]), size, arm, date, seeds: [] });

test('what was measured anew takes the place of what was there, by size and arm', () => {
  const merged = mergeFacts([entry(1_000, 'all', 'old'), entry(100_000, 'all', 'old')], [entry(10_000, 'all', 'new'), entry(1_000, 'all', 'new'), entry(1_000, 'words', 'new')]);
  expect(merged.map(({ size, arm, date }) => `${size} ${arm} ${date}`)).toEqual(['1000 all new', '1000 words new', '10000 all new', '100000 all old']);
});
