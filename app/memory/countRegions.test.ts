import { expect, it } from 'vitest';
import { countRegions } from './countRegions.ts';
import type { Slot } from './Slot.ts';

it('counts the slots of every region', () => {
  const slots = (['sink', 'sink', 'pinned', 'recent', 'recent', 'recent'] as const).map(
    (region, position): Slot => ({ token: 0, position, turn: 0, kind: 'text', region, place: position, score: null }),
  );
  expect(countRegions(slots)).toEqual({ sink: 2, pinned: 1, recalled: 0, kept: 0, recent: 3 });
  expect(countRegions([])).toEqual({ sink: 0, pinned: 0, recalled: 0, kept: 0, recent: 0 });
});
