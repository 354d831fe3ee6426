import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../app/contract/AppError.ts';
import { mountSmallDisk } from '../../store/testing/mountSmallDisk.ts';
import type { EngineSession } from '../answer/EngineSession.ts';
import { readMemory } from '../cache/readMemory.ts';
import { reserveMemory } from '../cache/reserveMemory.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { openSession } from '../openSession.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { conversationFile } from './conversationFile.ts';
import { Snapshots } from './Snapshots.ts';
import { fresh, readOn, SYSTEM, turnsOf } from './testing/talk.ts';

const probe = mountSmallDisk(65_536);
probe?.unmount();
const canMount = probe !== null;
if (!canMount) console.warn('SKIPPED: a full disk cannot be tried here; mounting a small one needs root on Linux.');

const SLOTS = 128;
const setting = { system: SYSTEM, policy: 'sinks', keep: true } as const;

let directory: string;
const troubles: AppError[] = [];

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headwater-snapshots-'));
  troubles.length = 0;
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function openSnapshots(session: EngineSession, maxBytes = 2 ** 30): Snapshots {
  return new Snapshots({ directory, maxBytes }, session.codec, (error) => troubles.push(error));
}

/** Reads turns in a conversation and saves it. */
async function readAndSave(
  session: EngineSession,
  snapshots: Snapshots,
  live: LiveConversation,
  pairs: number,
  id = 'one',
) {
  await snapshots.around(id, live, setting, () => readOn(session, live, turnsOf(pairs)));
  await snapshots.settled();
}

/** The same conversation in another process: taken up from the disk, or fresh; nothing new is read. */
async function reopen(session: EngineSession): Promise<LiveConversation> {
  const live = fresh(session);
  const snapshots = openSnapshots(session);
  await snapshots.around('one', live, setting, async () => undefined);
  await snapshots.settled();
  return live;
}

async function sizeOf(id = 'one'): Promise<number> {
  return (await stat(conversationFile(directory, id))).size;
}

describe('snapshots', () => {
  let session: EngineSession;
  let other: EngineSession;
  /** the same model, by the graph that tells more than logits */
  let scored: EngineSession;
  const removes: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const [tiny, second] = [await compileTiny('groupedYarn'), await compileTiny('groupedDefault')];
    removes.push(tiny.remove, second.remove);
    session = await openSession(tiny.directory, { provider: 'cpu', threads: 1, budget: SLOTS });
    scored = await openSession(tiny.directory, { provider: 'cpu', threads: 1, budget: SLOTS, scored: true });
    other = await openSession(second.directory, { provider: 'cpu', threads: 1, budget: SLOTS });
  });
  afterAll(async () => {
    await Promise.all([session.decoder.close(), scored.decoder.close(), other.decoder.close()]);
    for (const remove of removes) await remove();
  });

  it('append what is new, and are written anew before they hold more garbage than rows', async () => {
    const snapshots = openSnapshots(session);
    const live = fresh(session);
    await readAndSave(session, snapshots, live, 4);
    const whole = await sizeOf();
    const before = await readFile(conversationFile(directory, 'one'));
    await readAndSave(session, snapshots, live, 5);
    const after = await readFile(conversationFile(directory, 'one'));
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect(after.length - before.length).toBeLessThan(whole);
    let largest = 0;
    for (let pairs = 6; pairs < 60; pairs++) {
      await readAndSave(session, snapshots, live, pairs);
      largest = Math.max(largest, await sizeOf());
    }
    expect(await sizeOf()).toBeLessThan(largest);
    expect(await readdir(directory)).toHaveLength(1);
    expect((await reopen(session)).cache.slots).toEqual(live.cache.slots);
  });

  it('go on in the file that was reopened', async () => {
    const live = fresh(session);
    await readAndSave(session, openSnapshots(session), live, 4);
    const before = await readFile(conversationFile(directory, 'one'));
    const reopened = fresh(session);
    await readAndSave(session, openSnapshots(session), reopened, 5);
    const after = await readFile(conversationFile(directory, 'one'));
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    expect((await reopen(session)).cache.slots).toEqual(reopened.cache.slots);
  });

  it('of another model, system prompt, budget or policy do not count', async () => {
    await readAndSave(session, openSnapshots(session), fresh(session), 4);
    const take = async (from: EngineSession, changed: object) => {
      const live = fresh(from);
      const snapshots = openSnapshots(from);
      await snapshots.around('one', live, { ...setting, ...changed }, async () => undefined);
      await snapshots.settled();
      return live.cache.slots.length;
    };
    expect(await take(session, {})).toBeGreaterThan(0);
    expect(await take(other, {})).toBe(0);
    expect(await take({ ...session, budget: SLOTS - 1 }, {})).toBe(0);
    expect(await take(session, { system: 'Be long.' })).toBe(0);
    expect(await take(session, { policy: 'entropy' })).toBe(0);
  });

  it('made by the graph that tells more are taken up by the plain one, and the other way round', async () => {
    for (const [from, to] of [[scored, session], [session, scored]] as const) {
      const live = fresh(from);
      await readAndSave(from, openSnapshots(from), live, 6);
      const reopened = await reopen(to);
      expect(reopened.cache.slots).toEqual(live.cache.slots);
      const [logits, expected] = [await readOn(to, reopened, turnsOf(7)), await readOn(from, live, turnsOf(7))];
      expect(logits.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0)).toBeLessThan(1e-3);
      await openSnapshots(to).forget('one');
    }
  });

  it('of a conversation whose policy changes while it is saved are those of the last one', async () => {
    const snapshots = openSnapshots(session);
    const live = fresh(session);
    await snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(6)));
    const other = { ...setting, policy: 'key-diversity' } as const;
    await snapshots.around('one', live, other, () => readOn(session, live, turnsOf(7)));
    await snapshots.settled();
    const slotsBy = async (wanted: typeof setting | typeof other) => {
      const reopened = fresh(session);
      const again = openSnapshots(session);
      await again.around('one', reopened, wanted, async () => undefined);
      return reopened.cache.slots;
    };
    expect(await slotsBy(other)).toEqual(live.cache.slots);
    expect(await slotsBy(setting)).toEqual([]);
  });

  it('with a history that was edited beyond the window equal a fresh build', async () => {
    await readAndSave(session, openSnapshots(session), fresh(session), 20);
    const edited = turnsOf(20).slice(0, 3);
    edited[2] = { ...edited[2]!, id: 'edited', text: 'Is there a mill?' };
    const logits = await readOn(session, await reopen(session), edited);
    const built = await readOn(session, fresh(session), edited);
    const largest = logits.reduce((most, value, i) => Math.max(most, Math.abs(value - built[i]!)), 0);
    expect(largest).toBeLessThan(1e-4);
  });

  it('hold no memory block, and what stood behind it stands where it would without', async () => {
    const [live, plain] = [fresh(session), fresh(session)];
    await readOn(session, plain, turnsOf(3));
    await readOn(session, live, turnsOf(3));
    const block = [...session.codec.tokenizer.encode('Earlier: the mill burnt down.', false)];
    const count = reserveMemory(
      live.cache,
      block.map((token, i) => ({ token, region: i < 3 ? 'pinned' : 'recalled' })),
    );
    await readMemory(live.cache, count);
    await readAndSave(session, openSnapshots(session), live, 3);
    expect(live.cache.slots.length).toBe(plain.cache.slots.length + block.length);
    const reopened = await reopen(session);
    expect(reopened.cache.slots).toEqual(plain.cache.slots);
    const [expected, logits] = [await readOn(session, plain, turnsOf(4)), await readOn(session, reopened, turnsOf(4))];
    const largest = logits.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
    expect(largest).toBeLessThan(1e-4);
  });

  it('stay within their budget, the least recently used first, and are none without one', async () => {
    await readAndSave(session, openSnapshots(session), fresh(session), 4, 'a');
    const one = await sizeOf('a');
    const snapshots = openSnapshots(session, Math.floor(2.5 * one));
    await readAndSave(session, snapshots, fresh(session), 4, 'b');
    await readAndSave(session, snapshots, fresh(session), 4, 'a');
    await readAndSave(session, snapshots, fresh(session), 4, 'c');
    const names = (ids: string[]) => ids.map((id) => path.basename(conversationFile(directory, id))).toSorted();
    expect((await readdir(directory)).toSorted()).toEqual(names(['a', 'c']));
    await readAndSave(session, openSnapshots(session, 1_000), fresh(session), 4, 'd');
    expect(await readdir(directory)).toEqual([]);
    await readAndSave(session, openSnapshots(session, 0), fresh(session), 4, 'e');
    expect(await readdir(directory)).toEqual([]);
  });

  it('are neither read nor written of a conversation that must not reach the disk', async () => {
    const snapshots = openSnapshots(session);
    const live = fresh(session);
    await snapshots.around('one', live, { ...setting, keep: false }, () => readOn(session, live, turnsOf(3)));
    await snapshots.settled();
    expect(await readdir(directory)).toEqual([]);
    await readAndSave(session, snapshots, fresh(session), 3, 'two');
    const again = fresh(session);
    await openSnapshots(session).around('two', again, { ...setting, keep: false }, async () => undefined);
    expect(again.cache.slots).toEqual([]);
  });

  it('are deleted with what is forgotten, also while it is answered or saved', async () => {
    const snapshots = openSnapshots(session);
    await readAndSave(session, snapshots, fresh(session), 4);
    await snapshots.forget('one');
    expect(await readdir(directory)).toEqual([]);
    const live = fresh(session);
    const answering = snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(6)));
    await snapshots.forget('one');
    await answering;
    await snapshots.settled();
    const saved = fresh(session);
    await snapshots.around('one', saved, setting, () => readOn(session, saved, turnsOf(6)));
    await snapshots.forget('one');
    await snapshots.settled();
    expect(await readdir(directory)).toEqual([]);
  });

  it('stop for the next answer, and the state after that is whole', async () => {
    const snapshots = openSnapshots(session);
    const live = fresh(session);
    for (let pairs = 1; pairs < 25; pairs++) {
      await snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(pairs)));
    }
    await snapshots.settled();
    expect((await reopen(session)).cache.slots).toEqual(live.cache.slots);
    expect(await readdir(directory)).toHaveLength(1);
  });

  it.skipIf(!canMount)('on a full disk stay as they were, are told of once, and go on when there is room', async () => {
    const disk = mountSmallDisk(2 ** 20)!;
    try {
      directory = disk.folder;
      const snapshots = openSnapshots(session);
      const live = fresh(session);
      await readAndSave(session, snapshots, live, 2);
      const before = [...live.cache.slots];
      const free = disk.fill();
      await readAndSave(session, snapshots, live, 3);
      await readAndSave(session, snapshots, live, 4);
      expect(troubles.map(({ code }) => code)).toEqual(['disk-full']);
      const reopened = fresh(session);
      await openSnapshots(session)
        .around('one', reopened, setting, () => Promise.reject(new Error('not saved')))
        .catch(() => {});
      expect(reopened.cache.slots).toEqual(before);
      free();
      await readAndSave(session, snapshots, live, 5);
      expect((await reopen(session)).cache.slots).toEqual(live.cache.slots);
    } finally {
      disk.unmount();
    }
  });

  it('that cannot be written are told of once, and the conversation goes on', async () => {
    await rm(directory, { recursive: true });
    const blocked = new Snapshots({ directory: '/dev/null/snapshots', maxBytes: 2 ** 30 }, session.codec, (error) =>
      troubles.push(error),
    );
    const live = fresh(session);
    await readAndSave(session, blocked, live, 2);
    await readAndSave(session, blocked, live, 3);
    expect(troubles).toHaveLength(1);
    expect(live.cache.slots.length).toBeGreaterThan(0);
  });
});
