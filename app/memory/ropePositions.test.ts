import { describe, expect, it } from 'vitest';
import { ropePositions } from './ropePositions.ts';
import type { Slot } from './Slot.ts';

function slots(...entries: readonly (readonly [Slot['region'], number])[]): Slot[] {
  return entries.map(([region, position], place) => ({ token: 0, position, turn: 0, kind: 'text', region, place }));
}

describe('ropePositions', () => {
  it('are the absolute positions while nothing was dropped', () => {
    const cache = slots(['sink', 0], ['sink', 1], ['pinned', 2], ['recent', 3], ['recent', 4]);
    expect([...ropePositions(cache)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('bring sinks and pinned slots up to the oldest recent one', () => {
    const cache = slots(['sink', 0], ['sink', 1], ['pinned', 2], ['recent', 1_000_003], ['recent', 1_000_004]);
    expect([...ropePositions(cache)]).toEqual([1_000_000, 1_000_001, 1_000_002, 1_000_003, 1_000_004]);
  });

  it('close every gap between older slots', () => {
    const cache = slots(['sink', 0], ['kept', 17], ['kept', 40], ['recent', 90]);
    expect([...ropePositions(cache)]).toEqual([87, 88, 89, 90]);
  });

  it('leave a cache without recent slots as it is', () => {
    expect([...ropePositions(slots(['sink', 0], ['pinned', 1]))]).toEqual([0, 1]);
    expect(ropePositions([])).toHaveLength(0);
  });
});
