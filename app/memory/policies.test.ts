import { describe, expect, it } from 'vitest';
import { keepSinks, SINKS } from './keepSinks.ts';
import { keepWindow } from './keepWindow.ts';
import type { PolicyOptions } from './Policy.ts';
import { ropePositions } from './ropePositions.ts';
import type { Slot } from './Slot.ts';

/** Mulberry32: a small seeded generator, so that a failing case can be run again. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function slot(position: number, pinned: number): Slot {
  const region = position < SINKS ? 'sink' : position < pinned ? 'pinned' : 'recent';
  return { token: position % 97, position, turn: Math.floor(position / 11), kind: 'text', region, place: position, score: null };
}

interface Round {
  readonly before: readonly Slot[];
  readonly after: readonly Slot[];
  readonly incoming: number;
  readonly options: PolicyOptions;
}

/** Streams tokens through a policy in steps of random size and yields every decision. */
function* stream(policy: typeof keepSinks, seed: number): Generator<Round> {
  const below = generator(seed);
  const block = 1 + below(40);
  const pinned = SINKS + below(60);
  const recentFloor = 1 + below(30);
  const budget = pinned + recentFloor + 1 + block + below(300);
  const options = { budget, block, recentFloor };
  let slots: readonly Slot[] = [];
  let next = 0;
  for (let round = 0; round < 120; round++) {
    const incoming = Math.min(1 + below(50), budget - pinned - recentFloor);
    const after = policy(slots, incoming, options);
    yield { before: slots, after, incoming, options };
    slots = [...after, ...Array.from({ length: incoming }, (_, i) => slot(next + i, pinned))];
    next += incoming;
  }
}

const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

describe.each([
  ['keepSinks', keepSinks],
  ['keepWindow', keepWindow],
])('%s over random streams', (_, policy) => {
  it('never goes over the budget and drops nothing while there is room', () => {
    for (const seed of seeds) {
      for (const { before, after, incoming, options } of stream(policy, seed)) {
        expect(after.length + incoming).toBeLessThanOrEqual(options.budget);
        if (before.length + incoming <= options.budget) expect(after).toEqual(before);
      }
    }
  });

  it('keeps the order and invents nothing', () => {
    for (const seed of seeds) {
      for (const { before, after } of stream(policy, seed)) {
        const known = new Set(before);
        expect(after.every((slot) => known.has(slot))).toBe(true);
        expect(after.every((slot, i) => i === 0 || slot.position > after.at(i - 1)!.position)).toBe(true);
      }
    }
  });

  it('keeps the newest slots and drops whole blocks unless the floor stands in the way', () => {
    for (const seed of seeds) {
      for (const { before, after, options } of stream(policy, seed)) {
        const floor = Math.min(before.length, options.recentFloor);
        expect(after.slice(after.length - floor)).toEqual(before.slice(before.length - floor));
        const dropped = before.length - after.length;
        const recent = after.filter((slot) => policy === keepWindow || slot.region === 'recent').length;
        expect(dropped % options.block === 0 || recent === options.recentFloor).toBe(true);
      }
    }
  });

  it('leaves no slot further from the newest than the budget', () => {
    for (const seed of seeds) {
      for (const { after, incoming, options } of stream(policy, seed)) {
        if (after.length === 0) continue;
        const rope = [...ropePositions(after, after.at(-1)!.position + 1)];
        const newest = after.at(-1)!.position + incoming;
        expect(newest - rope.at(0)!).toBeLessThan(options.budget);
        expect(rope.every((position, i) => i === 0 || position === rope.at(i - 1)! + 1)).toBe(true);
      }
    }
  });
});

describe('keepSinks', () => {
  it('never drops a sink or a pinned slot', () => {
    for (const seed of seeds) {
      for (const { before, after } of stream(keepSinks, seed)) {
        const anchored = before.filter((slot) => slot.region !== 'recent');
        expect(after.slice(0, anchored.length)).toEqual(anchored);
      }
    }
  });

  it('refuses when what is pinned leaves no room', () => {
    const slots = Array.from({ length: 100 }, (_, i) => slot(i, 100));
    const options = { budget: 100, block: 10, recentFloor: 1 };
    expect(() => keepSinks(slots, 1, options)).toThrow(expect.objectContaining({ code: 'bad-request' }));
    expect(keepSinks(slots, 0, options)).toHaveLength(100);
  });
});

describe('keepWindow', () => {
  it('drops the sinks first', () => {
    const slots = Array.from({ length: 100 }, (_, i) => slot(i, 20));
    const kept = keepWindow(slots, 1, { budget: 100, block: 10, recentFloor: 1 });
    expect(kept.map((slot) => slot.position)).toEqual(Array.from({ length: 90 }, (_, i) => i + 10));
  });
});
