import { expect, it } from 'vitest';
import { seededRandom } from '../../app/testing/seededRandom.test-helper.ts';
import { MinHeap } from './MinHeap.ts';

it('gives numbers back in order, mixed with new ones', () => {
  const random = seededRandom(3);
  const heap = new MinHeap();
  const expected: number[] = [];
  for (let i = 0; i < 2_000; i++) {
    if (random() < 0.6) {
      const item = Math.floor(random() * 500);
      heap.push(item);
      expected.push(item);
      expected.sort((a, b) => b - a);
    } else {
      expect(heap.pop()).toBe(expected.pop());
    }
  }
  while (expected.length > 0) expect(heap.pop()).toBe(expected.pop());
  expect(heap.pop()).toBeUndefined();
});
