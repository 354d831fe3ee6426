import { describe, expect, it } from 'vitest';
import { ropePositions } from './ropePositions.ts';
import type { Slot } from './Slot.ts';

function slots(...entries: readonly (readonly [Slot['region'], number])[]): Slot[] {
  return entries.map(([region, position], place) => ({ token: 0, position, turn: 0, kind: 'text', region, place, score: null }));
}

describe('ropePositions', () => {
  it('are the absolute positions while nothing was dropped', () => {
    const cache = slots(['sink', 0], ['sink', 1], ['pinned', 2], ['recent', 3], ['recent', 4]);
    expect([...ropePositions(cache, 5)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('bring sinks and pinned slots up to the oldest recent one', () => {
    const cache = slots(['sink', 0], ['sink', 1], ['pinned', 2], ['recent', 1_000_003], ['recent', 1_000_004]);
    expect([...ropePositions(cache, 1_000_005)]).toEqual([1_000_000, 1_000_001, 1_000_002, 1_000_003, 1_000_004]);
  });

  it('close every gap between older slots', () => {
    const cache = slots(['sink', 0], ['kept', 17], ['kept', 40], ['recent', 90]);
    expect([...ropePositions(cache, 91)]).toEqual([87, 88, 89, 90]);
  });

  it('put a memory block between what is pinned and the rest, below zero while nothing was dropped', () => {
    const cache = slots(['sink', 0], ['pinned', 1], ['pinned', -7], ['recalled', -6], ['recent', 2], ['recent', 3]);
    expect([...ropePositions(cache, 4)]).toEqual([-2, -1, 0, 1, 2, 3]);
  });

  it('anchor to the next token while nothing is recent', () => {
    expect([...ropePositions(slots(['sink', 0], ['pinned', 1]), 2)]).toEqual([0, 1]);
    expect([...ropePositions(slots(['sink', 0], ['recalled', 9]), 1)]).toEqual([-1, 0]);
    expect(ropePositions([], 0)).toHaveLength(0);
  });
});
