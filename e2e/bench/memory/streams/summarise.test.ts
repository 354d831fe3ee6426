import { expect, test } from 'vitest';
import type { Result } from './runScript.ts';
import { summarise } from './summarise.ts';

const result = (arm: string, at: number, margin: number): Result => ({ arm, at, margin, isRight: margin > 0, isWritten: margin > 1, isWinner: margin > 2 });

test('results are counted by arm and distance, and by arm alone', () => {
  const summaries = summarise([result('sinks', 5, 3), result('sinks', 5, 1.5), result('sinks', 20, -1), result('full', 20, 0.5)]);
  expect(summaries.map(({ arm, at, asked }) => [arm, at, asked])).toEqual([
    ['sinks', 5, 2],
    ['sinks', 20, 1],
    ['full', 20, 1],
    ['sinks', null, 3],
    ['full', null, 1],
  ]);
  const near = summaries[0]!;
  expect(near).toMatchObject({ written: 1, margin: 2.25, won: 0.5 });
  expect(near.right.share).toBe(1);
  expect(summaries[1]!.right.share).toBe(0);
});
