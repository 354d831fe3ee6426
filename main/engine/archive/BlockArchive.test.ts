import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import { createRandom } from '../sampling/createRandom.ts';
import { BlockArchive } from './BlockArchive.ts';
import { recordBytes } from './blockRecord.ts';
import { fromChannelLevels } from './channelLevels.ts';
import { FileBlockPlaces } from './FileBlockPlaces.ts';
import { BLOCK_TOKENS } from './KvBlock.ts';
import { MemoryBlockPlaces } from './MemoryBlockPlaces.ts';
import { asking, evictable, SIZES } from './testing/evictable.ts';

const ROOM = 1 << 20;
let directory: string;
let file: string;
const noTrouble = (error: unknown) => expect.fail(String(error));
const inFile = (bytes = ROOM, key = 'model') => new FileBlockPlaces(file, key, SIZES, bytes);
const open = (bytes = ROOM) => new BlockArchive(inFile(bytes), SIZES, noTrouble);

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headwater-archive-'));
  file = path.join(directory, 'one.kvb');
});
afterEach(() => rm(directory, { recursive: true }));

/** Lets `blocks` blocks leave, one turn each, the first of them turn `from`. */
function leave(archive: BlockArchive, blocks: number, from = 0): void {
  for (let turn = from; turn < from + blocks; turn++) {
    const { cache, slots } = evictable(turn);
    archive.take(cache, slots);
  }
}

const turnOf = (index: number, id: string | null): LiveTurn => ({
  id, index, role: 'user', text: '', start: index * BLOCK_TOKENS, lead: 0, tokens: [], writing: null,
});

/** Follows a path of the named turns, of which those from `live` on are in a cache from which something left. */
function follow(archive: BlockArchive, ids: readonly string[], live: number, evicted = 1): Promise<void> {
  const turns = ids.map((id, i) => turnOf(i, id)).slice(live);
  const conversation = { turns, cache: { evicted, slots: [], next: live * BLOCK_TOKENS } } as unknown as LiveConversation;
  const wanted = { system: '', earlierTurns: 0, turns: ids.map((id) => ({ id, role: 'user' as const, text: '' })) };
  return archive.follow(conversation, wanted);
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `turn ${i}`);

/** Turns of the blocks that a question about `turn` brings back. */
async function found(archive: BlockArchive, turn: number, blocks: number): Promise<number[]> {
  return (await archive.choose(asking(turn), blocks * BLOCK_TOKENS)).map(({ info }) => info.firstTurn);
}

describe.each(['a file', 'memory'])('an archive in %s', (kind) => {
  const create = () => new BlockArchive(kind === 'a file' ? inFile() : new MemoryBlockPlaces(SIZES, ROOM), SIZES, noTrouble);

  it('finds the block that a question is about, and gives blocks in the order in which they were said', async () => {
    const archive = create();
    leave(archive, 12);
    for (let turn = 0; turn < 12; turn++) expect(await found(archive, turn, 1)).toEqual([turn]);
    const some = await found(archive, 7, 4);
    expect(some).toHaveLength(4);
    expect(some).toContain(7);
    expect(some).toEqual(some.toSorted((a, b) => a - b));
  });

  it('takes what is of the stream only, and keeps a rest until it fills a block', async () => {
    const archive = create();
    const { cache, slots } = evictable(0);
    archive.take(cache, slots.map((slot) => ({ ...slot, region: 'recalled' })));
    archive.take(cache, slots.map((slot) => ({ ...slot, region: 'pinned' })));
    archive.take(cache, slots.slice(0, 20));
    await archive.settled();
    expect(archive.size).toBe(0);
    archive.take(cache, slots.slice(20));
    await archive.settled();
    expect(archive.size).toBe(1);
  });

  it('gives up blocks of another path, and those that will be read again', async () => {
    const archive = create();
    await follow(archive, names(6), 0, 0);
    leave(archive, 6);
    await follow(archive, names(8), 6);
    expect(archive.size).toBe(6);
    // Turn 3 was edited: what came after it is of another path.
    await follow(archive, [...names(3), 'edited'], 3);
    expect(archive.size).toBe(3);
    // The cache was built anew from turn 1 on.
    await follow(archive, [...names(3), 'edited', 'next'], 1, 0);
    expect(archive.size).toBe(1);
    await follow(archive, ['other'], 0, 0);
    expect(archive.size).toBe(0);
  });
});

describe('an archive in a file', () => {
  it('is there after a start, for the same model', async () => {
    const archive = open();
    await follow(archive, names(5), 0, 0);
    leave(archive, 5);
    await archive.settled();
    const before = await archive.choose(asking(2), BLOCK_TOKENS);
    const again = open();
    expect(await again.choose(asking(2), BLOCK_TOKENS)).toEqual(before);
    await follow(again, names(6), 5);
    expect(again.size).toBe(5);
    const other = new BlockArchive(inFile(ROOM, 'another model'), SIZES, noTrouble);
    expect(await found(other, 2, 1)).toEqual([]);
  });

  it('stays within its bytes: the oldest block that was not brought back leaves', async () => {
    const { record } = recordBytes(SIZES);
    const archive = open(64 + 4 * record);
    leave(archive, 4);
    expect(await found(archive, 0, 1)).toEqual([0]);
    leave(archive, 1, 4);
    await archive.settled();
    expect(archive.size).toBe(4);
    expect((await stat(file)).size).toBeLessThanOrEqual(64 + 4 * record);
    expect(await found(archive, 1, 4)).toEqual([0, 2, 3, 4]);
    leave(open(10), 3);
  });

  it('tells once when it cannot be written, and finds what it has', async () => {
    const troubles: unknown[] = [];
    const blocked = path.join(directory, 'no folder');
    await writeFile(blocked, 'a file');
    const places = new FileBlockPlaces(path.join(blocked, 'one.kvb'), 'model', SIZES, ROOM);
    const archive = new BlockArchive(places, SIZES, (error) => troubles.push(error));
    leave(archive, 3);
    await archive.settled();
    leave(archive, 3, 3);
    await archive.settled();
    expect(troubles).toHaveLength(1);
    expect(await found(archive, 0, 1)).toEqual([]);
  });

  it('finds no damaged block, whatever was damaged', async () => {
    const archive = open();
    leave(archive, 4);
    await archive.settled();
    const sound = await readFile(file);
    const { record } = recordBytes(SIZES);
    const random = createRandom(5);
    for (let i = 0; i < 60; i++) {
      const damaged = Buffer.from(sound);
      const at = Math.floor(random() * damaged.length);
      damaged[at]! ^= 1 << Math.floor(random() * 8);
      await writeFile(file, i % 10 === 9 ? damaged.subarray(0, at) : damaged);
      const found = await open().choose(asking(0), ROOM);
      expect(found.length).toBeLessThan(4);
      for (const block of found) expect(block.info.tokens).toHaveLength(BLOCK_TOKENS);
    }
    // A record that was copied over another, and one of another file.
    const start = sound.length - 4 * record;
    const copied = Buffer.from(sound);
    copied.copy(copied, start, start + record, start + 2 * record);
    await writeFile(file, copied);
    expect(await found(open(), 0, 4)).toEqual([1, 2, 3]);
    for (const hostile of [randomBytes(5_000), Buffer.alloc(0), Buffer.concat([sound.subarray(0, start), randomBytes(record)])]) {
      await writeFile(file, hostile);
      expect(await found(open(), 0, 4)).toEqual([]);
    }
    // A file of the version before.
    const older = Buffer.from(sound);
    older[7] = 1;
    await writeFile(file, older);
    expect(await found(open(), 0, 4)).toEqual([]);
    // What is written then takes its place.
    const anew = open();
    leave(anew, 2);
    await anew.settled();
    expect(await found(open(), 1, 1)).toEqual([1]);
  });

  it('holds whole blocks, or none, after a kill while it is written', async () => {
    const random = createRandom(11);
    for (let kill = 0; kill < 5; kill++) {
      const writer = path.join(import.meta.dirname, 'testing', 'archiveWriter.ts');
      const child = spawn(process.execPath, [writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), random() * 20));
      const [, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
      const archive = open();
      const blocks = await archive.choose(asking(0), ROOM);
      expect(blocks.length).toBeGreaterThan(0);
      for (const { info, keys } of blocks) {
        const { cache, slots } = evictable(info.firstTurn);
        const expected = slots.map(({ place }) => cache.buffers.readKeys(1, place));
        expect(info.tokens).toEqual(slots.map(({ token }) => token));
        // The rope of this cache hardly turns anything.
        expected.forEach((row, token) => {
          const restored = fromChannelLevels(keys, 1, token, SIZES.width);
          row.forEach((value, at) => expect(restored[at]).toBeCloseTo(value, 2));
        });
      }
    }
  }, 30_000);
});
