import { expect, test } from 'vitest';
import { EMPTY_QUEUE } from './PlayQueue.ts';
import { queueSound } from './queueSound.ts';
import { wantsSound } from './wantsSound.ts';

test('sounds follow each other without a gap and without an overlap', () => {
  const first = queueSound(EMPTY_QUEUE, 10, 2);
  expect(first.at).toBeGreaterThan(10);
  const second = queueSound(first.queue, 10.5, 3);
  expect(second.at).toBe(first.at + 2);
  expect(queueSound(second.queue, 11, 1).at).toBe(second.at + 3);
});

test('a sound that comes late begins soon, not in the past', () => {
  const { queue } = queueSound(EMPTY_QUEUE, 0, 1);
  const late = queueSound(queue, 8, 1);
  expect(late.at).toBeGreaterThan(8);
  expect(late.queue.begins).toEqual([late.at]);
});

test('more is asked for while nothing waits behind what is heard', () => {
  expect(wantsSound(EMPTY_QUEUE, 0)).toBe(true);
  const first = queueSound(EMPTY_QUEUE, 0, 2);
  // It begins in a moment: until it does, it waits itself.
  expect(wantsSound(first.queue, 0)).toBe(false);
  expect(wantsSound(first.queue, first.at)).toBe(true);
  const second = queueSound(first.queue, 1, 2);
  expect(wantsSound(second.queue, 1)).toBe(false);
  expect(wantsSound(second.queue, second.at)).toBe(true);
});
