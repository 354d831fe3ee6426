import { expect, test } from 'vitest';
import { SoundQueue } from './SoundQueue.ts';

const piece = (at: number, samples: number) => ({ at, samples: new Uint8Array(2 * samples).fill(at) });

test('pieces that follow each other are taken together, never over a gap, and as much as is asked for', () => {
  const queue = new SoundQueue(100);
  for (const one of [piece(0, 10), piece(10, 10), piece(20, 10), piece(40, 5)]) expect(queue.push(one)).toBe(true);
  expect(queue.samples).toBe(35);
  const first = queue.take(25);
  expect([first?.at, first?.samples.length]).toEqual([0, 40]);
  expect([...(first?.samples.subarray(18, 22) ?? [])]).toEqual([0, 0, 10, 10]);
  expect(queue.take(25)).toEqual(piece(20, 10));
  expect(queue.take(25)).toEqual(piece(40, 5));
  expect([queue.take(25), queue.samples]).toEqual([null, 0]);
});

test('what does not fit is refused whole; an empty queue takes any piece', () => {
  const queue = new SoundQueue(10);
  expect(queue.push(piece(0, 20))).toBe(true);
  expect(queue.push(piece(20, 1))).toBe(false);
  expect(queue.take(1)).toEqual(piece(0, 20));
  expect(queue.push(piece(21, 10))).toBe(true);
});
