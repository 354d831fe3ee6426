import { describe, expect, it } from 'vitest';
import { seededRandom } from '../testing/seededRandom.test-helper.ts';
import { keepDiverseKeys } from './keepDiverseKeys.ts';
import { attentionScore, GRACE, keepHeavyHitters } from './keepHeavyHitters.ts';
import { keepSinks, SINKS } from './keepSinks.ts';
import { keepSurprising } from './keepSurprising.ts';
import { keepWindow } from './keepWindow.ts';
import type { Policy, PolicyOptions } from './Policy.ts';
import { ropePositions } from './ropePositions.ts';
import type { Slot } from './Slot.ts';

/** Whole numbers below what is given. */
function generator(seed: number): (below: number) => number {
  const random = seededRandom(seed);
  return (below) => (random() * 2 ** 32) % below;
}

function slot(position: number, pinned: number, score: number | null = null): Slot {
  const region = position < SINKS ? 'sink' : position < pinned ? 'pinned' : 'recent';
  return { token: position % 97, position, turn: Math.floor(position / 11), kind: 'text', region, place: position, score };
}

interface Round {
  readonly before: readonly Slot[];
  readonly after: readonly Slot[];
  readonly incoming: number;
  readonly options: PolicyOptions;
}

/** What the cache does after a decision: recent slots before a gap are kept ones. */
function markKept(before: readonly Slot[], after: readonly Slot[]): void {
  const staying = new Set(after);
  const newestGone = Math.max(-1, ...before.filter((old) => !staying.has(old)).map(({ position }) => position));
  for (const kept of after) if (kept.region === 'recent' && kept.position < newestGone) kept.region = 'kept';
}

/** Streams tokens through a policy in steps of random size and yields every decision. */
function* stream(policy: Policy, seed: number): Generator<Round> {
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
    const before = slots;
    slots = [...after, ...Array.from({ length: incoming }, (_, i) => slot(next + i, pinned, below(5) === 0 ? null : below(8)))];
    markKept(before, slots);
    next += incoming;
  }
}

const seeds = Array.from({ length: 60 }, (_, i) => i + 1);

const scored: (readonly [string, Policy])[] = [
  ['keepSurprising', keepSurprising()],
  ['keepSurprising without decay', keepSurprising(1)],
  ['keepHeavyHitters', keepHeavyHitters],
  ['keepDiverseKeys', keepDiverseKeys],
];

const all: (readonly [string, Policy])[] = [['keepSinks', keepSinks], ['keepWindow', keepWindow], ...scored];

describe.each(all)('%s over random streams', (_, policy) => {
  it('never goes over the budget and drops nothing while there is room', () => {
    let evictions = 0;
    for (const seed of seeds) {
      for (const { before, after, incoming, options } of stream(policy, seed)) {
        if (after.length < before.length) evictions++;
        expect(after.length + incoming).toBeLessThanOrEqual(options.budget);
        if (before.length + incoming <= options.budget) expect(after).toEqual(before);
      }
    }
    expect(evictions).toBeGreaterThan(1_000);
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
        const anchored = policy === keepWindow ? 0 : after.filter(({ region }) => region === 'sink' || region === 'pinned').length;
        const recent = after.length - anchored;
        expect(dropped % options.block === 0 || recent === options.recentFloor).toBe(true);
      }
    }
  });

  it('leaves no slot further from the newest than the budget', () => {
    for (const seed of seeds) {
      for (const { before, after, incoming, options } of stream(policy, seed)) {
        if (after.length === 0) continue;
        markKept(before, after);
        const rope = [...ropePositions(after, after.at(-1)!.position + 1)];
        const newest = after.at(-1)!.position + incoming;
        expect(newest - rope.at(0)!).toBeLessThan(options.budget);
        expect(rope.every((position, i) => i === 0 || position === rope.at(i - 1)! + 1)).toBe(true);
      }
    }
  });
});

it.each([['keepSinks', keepSinks] as const, ...scored])('%s never drops a sink or a pinned slot', (_, policy) => {
  for (const seed of seeds) {
    for (const { before, after } of stream(policy, seed)) {
      const anchored = before.filter(({ region }) => region === 'sink' || region === 'pinned');
      expect(after.slice(0, anchored.length)).toEqual(anchored);
    }
  }
});

describe.each(scored)('%s', (_, policy) => {
  it('degenerates to recency when all are equal', () => {
    for (const seed of seeds) {
      for (const { before, incoming, options } of stream(keepSinks, seed)) {
        const equal = before.map((one) => ({ ...one, score: 1, turn: 0 }));
        expect(policy(equal, incoming, options)).toEqual(keepSinks(equal, incoming, options));
      }
    }
  });

  it('keeps the newest half unjudged', () => {
    const slots = Array.from({ length: 100 }, (__, i) => slot(i, 10, i < 55 ? 9 : 0));
    const kept = policy(slots, 1, { budget: 100, block: 20, recentFloor: 1 });
    expect(kept.slice(-45)).toEqual(slots.slice(-45));
    expect(kept).toHaveLength(80);
  });
});

describe('keepSurprising', () => {
  const options = { budget: 60, block: 5, recentFloor: 5 };

  /** Runs a stream past the policy; the scores of tokens by position, 1 where nothing else is said. */
  function runPast(policy: Policy, count: number, scores: ReadonlyMap<number, number | null>): readonly Slot[] {
    let slots: readonly Slot[] = [];
    for (let next = 0; next < count; next++) {
      const kept = policy(slots, 1, options);
      const score = scores.has(next) ? scores.get(next)! : 1;
      const all = [...kept, slot(next, 0, score)];
      markKept(slots, all);
      slots = all;
    }
    return slots;
  }

  it('never lets go of one giant without decay, nor of its neighbours, and in the end does with it', () => {
    const giant = new Map([[16, 1_000]]);
    const forever = runPast(keepSurprising(1), 20_000, giant).map(({ position }) => position);
    expect(forever.slice(SINKS, SINKS + 5)).toEqual([14, 15, 16, 17, 18]);
    expect(runPast(keepSurprising(0.9), 20_000, giant).some(({ position }) => position === 16)).toBe(false);
  });

  it('ranks by lazy decay as by decay at every exchange', () => {
    const below = generator(7);
    const slots = Array.from({ length: 200 }, (_, i) => slot(i, 0, 1 + below(1_000)));
    const eager = slots.map((one) => ({ ...one }));
    for (let turn = 1; turn <= eager.at(-1)!.turn; turn++) {
      for (const one of eager) if (one.turn < turn) one.score! *= Math.sqrt(0.9);
    }
    const tight = { budget: 200, block: 30, recentFloor: 1 };
    const lazily = keepSurprising(0.9)(slots, 1, tight).map(({ position }) => position);
    expect(keepSurprising(1)(eager, 1, tight).map(({ position }) => position)).toEqual(lazily);
  });

  it('lets the tokens of the template go first, whatever stands beside them', () => {
    const slots = Array.from({ length: 60 }, (_, i) => slot(i, 0, i % 10 === 6 ? null : 1 + i));
    const gone = new Set(slots);
    for (const one of keepSurprising(1)(slots, 3, { ...options, block: 3 })) gone.delete(one);
    expect([...gone].map(({ position }) => position)).toEqual([6, 16, 26]);
  });
});

describe('keepHeavyHitters', () => {
  it('does not judge a token that few have seen', () => {
    expect(attentionScore(0.5, GRACE - 1)).toBeNull();
    expect(attentionScore(8, 32)).toBe(0.25);
    const slots = Array.from({ length: 40 }, (_, i) => slot(i, 0, i === 6 ? null : i === 7 ? 0 : 1));
    const kept = keepHeavyHitters(slots, 1, { budget: 40, block: 1, recentFloor: 1 });
    expect(kept.map(({ position }) => position)).not.toContain(7);
    expect(kept).toHaveLength(39);
  });
});

describe('keepSinks', () => {
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
