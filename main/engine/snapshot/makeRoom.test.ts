import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeRoom } from './makeRoom.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headwater-room-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** @param hours since it was used */
async function write(name: string, bytes: number, hours: number): Promise<string> {
  const file = path.join(directory, name);
  await writeFile(file, new Uint8Array(bytes));
  const used = new Date(Date.now() - hours * 3_600_000);
  await utimes(file, used, used);
  return file;
}

it('removes the least recently used until the rest fits', async () => {
  await write('b.kv', 100, 2);
  await write('a.kv', 100, 3);
  await write('c.kv', 100, 1);
  await makeRoom(directory, 250);
  expect((await readdir(directory)).toSorted()).toEqual(['b.kv', 'c.kv']);
  await makeRoom(directory, 250);
  expect(await readdir(directory)).toHaveLength(2);
});

it('spares the file that is written on, which the caller has counted', async () => {
  const mine = await write('mine.kv', 500, 9);
  await write('other.kv', 100, 1);
  await makeRoom(directory, 99, mine);
  expect(await readdir(directory)).toEqual(['mine.kv']);
});

it('clears away parts that nobody finished, and nothing that is not a snapshot', async () => {
  await write('a.kv.1-2.part', 10, 5);
  await write('b.kv.1-2.part', 10, 0);
  await write('notes.txt', 10, 50);
  await makeRoom(directory, 1);
  expect((await readdir(directory)).toSorted()).toEqual(['b.kv.1-2.part', 'notes.txt']);
});

it('keeps nothing without a budget, an empty file neither', async () => {
  await write('a.kv', 0, 0);
  await write('b.kv', 10, 0);
  await write('b.kv.1-2.part', 10, 0);
  await makeRoom(directory, 0);
  expect(await readdir(directory)).toEqual([]);
});
