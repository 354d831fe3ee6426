import { expect, it } from 'vitest';
import { attentionMask, visibleSlots } from './attentionMask.ts';

const seen = (mask: Float32Array) => Array.from(mask, (value) => (value === 0 ? 1 : 0));

it('shows each new token the visible slots, itself and those before it', () => {
  const mask = attentionMask(Uint8Array.of(1, 0, 1), 4, 3);
  expect(seen(mask.subarray(0, 7))).toEqual([1, 0, 1, 0, 1, 0, 0]);
  expect(seen(mask.subarray(7, 14))).toEqual([1, 0, 1, 0, 1, 1, 0]);
  expect(seen(mask.subarray(14))).toEqual([1, 0, 1, 0, 1, 1, 1]);
});

it('hides by a finite number far below any score', () => {
  const [hidden] = visibleSlots(new Uint8Array(0), 1);
  expect(hidden).toBeLessThan(-1e20);
  expect(Number.isFinite(hidden! * 2)).toBe(true);
  expect(seen(visibleSlots(Uint8Array.of(0, 1), 3))).toEqual([0, 1, 0]);
});
