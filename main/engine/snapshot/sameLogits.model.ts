import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dropOldest } from '../../../app/memory/dropOldest.ts';
import { keepSinks } from '../../../app/memory/keepSinks.ts';
import type { Policy } from '../../../app/memory/Policy.ts';
import type { Slot } from '../../../app/memory/Slot.ts';
import type { EngineSession } from '../answer/EngineSession.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { openSession } from '../openSession.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { Snapshots } from './Snapshots.ts';
import { fresh, readOn, SYSTEM, turnsOf } from './testing/talk.ts';

const SLOTS = 128;
const setting = { system: SYSTEM, policy: 'sinks', keep: true } as const;

/** Keeps every fifth of the older tokens for a while: gaps between the slots, as a policy with scores leaves them. */
const keepSome: Policy = (slots, incoming, options) => {
  const since = (slots.at(-1)?.position ?? 0) - 2 * SLOTS;
  const mayLeave = (slot: Slot) =>
    (slot.region === 'recent' || slot.region === 'kept') && (slot.position % 5 > 0 || slot.position < since);
  return dropOldest(slots, incoming, options, mayLeave);
};

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headwater-logits-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function openSnapshots(session: EngineSession): Snapshots {
  return new Snapshots({ directory, maxBytes: 2 ** 30 }, session.codec, (error) => expect.fail(error.message));
}

/** Reads turns in a conversation and saves it. */
async function readAndSave(session: EngineSession, snapshots: Snapshots, live: LiveConversation, pairs: number) {
  await snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(pairs)));
  await snapshots.settled();
}

/** The same conversation in another process, taken up from the disk; nothing new is read. */
async function reopen(session: EngineSession, policy: Policy): Promise<LiveConversation> {
  const live = fresh(session, policy);
  const snapshots = openSnapshots(session);
  await snapshots.around('one', live, setting, async () => undefined);
  await snapshots.settled();
  return live;
}

describe.each([
  ['exact', 'sinks', keepSinks],
  ['exact', 'kept slots', keepSome],
  ['fast', 'sinks', keepSinks],
  ['fast', 'kept slots', keepSome],
] as const)('with a cache of precision %s and %s', (precision, _, policy) => {
  let session: EngineSession;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const tiny = await compileTiny('groupedYarn', precision);
    remove = tiny.remove;
    session = await openSession(tiny.directory, { provider: 'cpu', threads: 1, budget: SLOTS });
  });
  afterAll(async () => {
    await session.decoder.close();
    await remove();
  });

  it('goes on after reopening with the very logits, through further evictions', async () => {
    const snapshots = openSnapshots(session);
    const live = fresh(session, policy);
    for (let pairs = 1; pairs < 15; pairs++) await readAndSave(session, snapshots, live, pairs);
    expect(live.cache.evicted).toBeGreaterThan(2 * SLOTS);
    const reopened = await reopen(session, policy);
    expect(reopened.cache.slots).toEqual(live.cache.slots);
    expect(reopened.turns).toEqual(live.turns);
    for (let pairs = 15; pairs < 30; pairs++) {
      const [before, after] = [
        await readOn(session, live, turnsOf(pairs)),
        await readOn(session, reopened, turnsOf(pairs)),
      ];
      expect(Buffer.from(after.buffer).equals(Buffer.from(before.buffer))).toBe(true);
    }
    expect(reopened.cache.slots).toEqual(live.cache.slots);
  });

  it('saves the keys as first made of slots that were moved before they were saved', async () => {
    const live = fresh(session, policy);
    for (let pairs = 1; pairs < 14; pairs++) await readOn(session, live, turnsOf(pairs));
    expect(live.cache.evicted).toBeGreaterThan(0);
    await readAndSave(session, openSnapshots(session), live, 14);
    const reopened = await reopen(session, policy);
    expect(reopened.cache.slots).toEqual(live.cache.slots);
    const [before, after] = [await readOn(session, live, turnsOf(15)), await readOn(session, reopened, turnsOf(15))];
    expect(Buffer.from(after.buffer).equals(Buffer.from(before.buffer))).toBe(true);
  });
});
