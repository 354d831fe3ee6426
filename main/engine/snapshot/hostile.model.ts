import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSession } from '../answer/EngineSession.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { openSession } from '../openSession.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { conversationFile } from './conversationFile.ts';
import { loadSnapshot } from './loadSnapshot.ts';
import { Mark } from './Mark.ts';
import {
  MAX_MARK_BYTES,
  openSectionHeader,
  SECTION_HEADER_BYTES,
  SECTION_KINDS,
  sealSection,
  type SectionKind,
} from './Section.ts';
import { HEADER_BYTES, NONCE_BYTES } from './snapshotHeader.ts';
import { snapshotIdentity } from './snapshotIdentity.ts';
import { Snapshots } from './Snapshots.ts';
import { fresh, readOn, SYSTEM, turnsOf } from './testing/talk.ts';

const setting = { system: SYSTEM, policy: 'sinks', keep: true } as const;
const DAMAGES = 300;

function nonceOf(file: Buffer): Buffer {
  return file.subarray(HEADER_BYTES - 4 - NONCE_BYTES, HEADER_BYTES - 4);
}

/** The sections of a sound file. */
function sectionsOf(file: Buffer): { kind: SectionKind; payload: Buffer }[] {
  const found = [];
  for (let at = HEADER_BYTES; at < file.length;) {
    const { kind, bytes } = openSectionHeader(file.subarray(at, at + SECTION_HEADER_BYTES), nonceOf(file), at)!;
    found.push({ kind, payload: file.subarray(at + SECTION_HEADER_BYTES, at + SECTION_HEADER_BYTES + bytes) });
    at += SECTION_HEADER_BYTES + bytes;
  }
  return found;
}

/** A file of other sections, its checksums right. */
function withSections(file: Buffer, sections: readonly { kind: SectionKind; payload: Uint8Array }[]): Buffer {
  const parts: Buffer[] = [file.subarray(0, HEADER_BYTES)];
  let at = HEADER_BYTES;
  for (const { kind, payload } of sections) {
    const section = sealSection(kind, payload, nonceOf(file), at);
    parts.push(section);
    at += section.length;
  }
  return Buffer.concat(parts);
}

/** A file with its last mark changed, its checksums right. */
function withMark(file: Buffer, change: (mark: Mark) => unknown): Buffer {
  const all = sectionsOf(file);
  const mark = Mark.parse(JSON.parse(all.at(-1)!.payload.toString()));
  const payload = Buffer.from(JSON.stringify(change(mark) ?? mark));
  return withSections(file, [...all.slice(0, -1), { kind: 'mark', payload }]);
}

describe('a snapshot that was tampered with', () => {
  let session: EngineSession;
  let remove: () => Promise<void>;
  let directory: string;
  let file: string;
  /** two states, one appended to the other */
  let sound: Buffer;
  /** slots of the two */
  let states: object[];

  beforeAll(async () => {
    const tiny = await compileTiny('groupedYarn', 'fast');
    remove = tiny.remove;
    session = await openSession(tiny.directory, { provider: 'cpu', threads: 1, budget: 128 });
    directory = await mkdtemp(path.join(tmpdir(), 'headwater-hostile-'));
    file = conversationFile(directory, 'one');
    const snapshots = new Snapshots({ directory, maxBytes: 2 ** 30 }, session.codec, (error) =>
      expect.fail(error.message),
    );
    const live = fresh(session);
    states = [];
    for (const pairs of [2, 3]) {
      await snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(pairs)));
      await snapshots.settled();
      states.push([...live.cache.slots]);
    }
    sound = await readFile(file);
  });
  afterAll(async () => {
    await session.decoder.close();
    await rm(directory, { recursive: true });
    await remove();
  });

  /** Opens the file as it is now. @returns the conversation, and whether it was taken up */
  async function open(): Promise<{ live: LiveConversation; taken: boolean }> {
    const live = fresh(session);
    const taken = await loadSnapshot(file, snapshotIdentity(live.cache, setting), live, session.codec).then(
      () => true,
      () => false,
    );
    return { live, taken };
  }

  /** Nothing was taken, or a state that once was. */
  async function expectRefusedOrSound(): Promise<boolean> {
    const { live, taken } = await open();
    if (taken) expect(states).toContainEqual(live.cache.slots);
    else expect(live).toMatchObject({ system: null, turns: [], cache: { slots: [], next: 0, pinned: 0, evicted: 0 } });
    return taken;
  }

  it('by nobody is taken up', async () => {
    expect(await expectRefusedOrSound()).toBe(true);
    expect((await open()).live.cache.slots).toEqual(states[1]);
  });

  it(`by cutting it off is the state before, or none`, async () => {
    const random = createRandom(1);
    const taken: boolean[] = [];
    for (let i = 0; i < DAMAGES; i++) {
      await writeFile(file, sound.subarray(0, Math.floor(random() * sound.length)));
      taken.push(await expectRefusedOrSound());
    }
    expect(new Set(taken)).toEqual(new Set([true, false]));
  });

  it('by turning bits or writing over it is a sound state, or none', async () => {
    const random = createRandom(2);
    for (let i = 0; i < DAMAGES; i++) {
      const damaged = Buffer.from(sound);
      const at = Math.floor(random() * damaged.length);
      if (i % 3 === 0) damaged.fill(Math.floor(random() * 256), at, at + 1 + Math.floor(random() * 4_096));
      else damaged[at]! ^= 1 << Math.floor(random() * 8);
      await writeFile(file, damaged);
      await expectRefusedOrSound();
    }
  });

  it('by copying parts of it about is a sound state, or none', async () => {
    const random = createRandom(3);
    for (let i = 0; i < DAMAGES; i++) {
      const [from, length] = [Math.floor(random() * sound.length), Math.floor(random() * sound.length)];
      const part = sound.subarray(from, from + length);
      const at = HEADER_BYTES + Math.floor(random() * (sound.length - HEADER_BYTES));
      await writeFile(file, Buffer.concat([sound.subarray(0, at), part, i % 2 ? sound.subarray(at) : Buffer.alloc(0)]));
      await expectRefusedOrSound();
    }
  });

  describe('with all its checksums right', () => {
    it('but unchanged is taken up', async () => {
      await writeFile(
        file,
        withMark(sound, () => undefined),
      );
      expect((await open()).live.cache.slots).toEqual(states[1]);
    });

    it.each<[string, (mark: Mark) => unknown]>([
      ['no object', () => 'mark'],
      ['nothing', () => ({})],
      ['a slot without rows', (m) => void (m.slots[0]!.record = 1e6)],
      ['a record of two slots', (m) => void (m.slots[0]!.record = m.slots[1]!.record)],
      ['a token of no vocabulary', (m) => void (m.slots[3]!.token = 2 ** 31)],
      ['a place of no cache', (m) => void (m.slots[3]!.place = 2 ** 40)],
      ['a negative place', (m) => void (m.slots[3]!.place = -1)],
      ['a recalled slot', (m) => ({ ...m, slots: m.slots.map((slot) => ({ ...slot, region: 'recalled' })) })],
      ['a position beyond counting', (m) => void (m.next = 1e300)],
      [
        'a turn of more tokens than a turn can have',
        (m) => void (m.turns[0]!.tokens = Array.from({ length: 2_000_001 }, () => 1)),
      ],
    ])('says %s, and is refused', async (_, change) => {
      await writeFile(file, withMark(sound, change));
      expect((await open()).taken).toBe(false);
    });

    it('has rows that are no numbers, and is refused', async () => {
      const damaged = sectionsOf(sound).map(({ kind, payload }) => {
        return { kind, payload: kind === 'mark' ? payload : Buffer.alloc(payload.length, 0xff) };
      });
      await writeFile(file, withSections(sound, damaged));
      expect((await open()).taken).toBe(false);
    });

    it('has a section that says it is enormous, or is of no kind, and ends before it', async () => {
      for (const [kind, bytes] of [
        [1, 0xffff_ffff],
        [3, MAX_MARK_BYTES + 1],
        [SECTION_KINDS.length + 1, 8],
        [1, 7],
        [1, 0],
      ]) {
        const header = Buffer.from(sealSection('rows', new Uint8Array(), nonceOf(sound), sound.length));
        header.writeUInt32LE(kind!, 0);
        header.writeUInt32LE(bytes!, 4);
        await writeFile(file, Buffer.concat([sound, header]));
        expect((await open()).live.cache.slots).toEqual(states[1]);
      }
    });
  });

  it('is replaced silently when the conversation goes on', async () => {
    const damaged = Buffer.from(sound);
    damaged[20]! ^= 1;
    await writeFile(file, damaged);
    const snapshots = new Snapshots({ directory, maxBytes: 2 ** 30 }, session.codec, (error) =>
      expect.fail(error.message),
    );
    const live = fresh(session);
    await snapshots.around('one', live, setting, () => readOn(session, live, turnsOf(3)));
    await snapshots.settled();
    expect((await open()).live.cache.slots).toEqual(live.cache.slots);
    expect((await stat(file)).size).toBeGreaterThan(HEADER_BYTES);
  });
});
