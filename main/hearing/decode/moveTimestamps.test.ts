import { expect, it } from 'vitest';
import { moveTimestamps } from './moveTimestamps.ts';

it('moves timestamps alone, and none before the first', () => {
  expect(moveTimestamps([100, 3, 4, 150, 150, 5], -1_000, 100)).toEqual([100, 3, 4, 100, 100, 5]);
  expect(moveTimestamps([120, 3, 175], -410, 100)).toEqual([100, 3, 155]);
  expect(moveTimestamps([100, 3, 150], 60, 100)).toEqual([103, 3, 153]);
});
