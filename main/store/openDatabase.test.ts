import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { createStore } from './createStore.ts';
import { suspectPath } from './suspectPath.ts';
import { openTestStore } from './testing/openTestStore.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';
import { withoutRights } from './testing/withoutRights.ts';

const words = Array.from({ length: 150 }, (_, i) => `turn number ${i} ${'with some words '.repeat(20)}`);

async function filled(): Promise<{ file: string; id: string; leaf: string }> {
  const { chat, close, file } = openTestStore();
  const { id, turns } = await chat(...words);
  await close();
  return { file, id, leaf: turns.at(-1)!.id };
}

async function reopened(file: string): Promise<{ notice: AppError | null; texts: string[] }> {
  let notice: AppError | null = null;
  const { store, close } = openTestStore({ file, onNotice: (error) => (notice = error) });
  try {
    const { conversations } = await store.list({});
    const texts: string[] = [];
    for (const { id } of conversations) {
      const { turns } = await store.page({ id, limit: 500, at: null });
      texts.push(...turns.map(({ text }) => text));
    }
    // It is a store like any other.
    const { id } = await store.create({});
    expect((await store.page({ id, limit: 1, at: null })).turns).toEqual([]);
    return { notice, texts };
  } finally {
    await close();
  }
}

const damagedFile = (file: string): string => {
  const name = readdirSync(join(file, '..')).find((name) => /^headwater\.db\.damaged-[-\dT]+$/.test(name));
  return join(file, '..', name ?? 'missing');
};

test('a healthy file is opened as it is, private to its user', async () => {
  const { file } = await filled();
  expect(await reopened(file)).toEqual({ notice: null, texts: words });
  expect(readdirSync(join(file, '..'))).toEqual(['headwater.db']);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
});

test('a file with a broken header is kept untouched and said to be so', async () => {
  const { file } = await filled();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 0, 100);
  writeFileSync(file, bytes);
  const { notice, texts } = await reopened(file);
  expect(texts).toEqual([]);
  expect(notice).toMatchObject({ code: 'bad-file', message: expect.stringContaining(damagedFile(file)) });
  expect(readFileSync(damagedFile(file)).equals(bytes)).toBe(true);
});

test('what can be read of a damaged file is taken over', async () => {
  const { file } = await filled();
  const bytes = readFileSync(file);
  // Pages from the middle of the file are lost, as after a bad block.
  const middle = Math.floor(bytes.length / 4096 / 2) * 4096;
  bytes.fill(0xff, middle, middle + 3 * 4096);
  writeFileSync(file, bytes);
  const { notice, texts } = await reopened(file);
  expect(notice).toMatchObject({
    code: 'bad-file',
    message: expect.stringMatching(/could be read from it and are here/),
  });
  expect(texts.length).toBeGreaterThan(words.length / 2);
  for (const text of texts) expect(words).toContain(text);
  expect(texts).toEqual(words.filter((word) => texts.includes(word)));
  expect(readFileSync(damagedFile(file)).equals(bytes)).toBe(true);
});

test('facts, pins and forgotten turns are taken over from a damaged file as well', async () => {
  const test = openTestStore();
  const { id, turns } = await test.chat('The gate code is 4711.', 'Noted.', 'The gate code is 4712.', ...words);
  for (const turn of [turns[0]!, turns[2]!]) await test.store.learnFacts({ turnId: turn.id });
  await test.store.setPinned({ turnId: turns[0]!.id, pinned: true });
  await test.store.forgetTurn({ turnId: turns[1]!.id });
  await test.store.setRetention({ id, retention: 'entropy' });
  await test.close();
  writeFileSync(suspectPath(test.file), '');
  const { store, close } = openTestStore({ file: test.file, onNotice: () => undefined });
  const { facts } = await store.facts({ conversationId: id, everywhere: false });
  expect(facts).toMatchObject([{ value: '4712', turnId: turns[2]!.id }]);
  expect((await store.factHistory({ id: facts[0]!.id })).facts).toMatchObject([
    { value: '4711', turnId: turns[0]!.id },
  ]);
  expect(await store.turn({ turnId: turns[0]!.id })).toMatchObject({ pinned: true, forgotten: false });
  expect(await store.turn({ turnId: turns[1]!.id })).toMatchObject({ pinned: false, forgotten: true, text: '' });
  expect(await store.retention({ conversationId: id })).toEqual({ retention: 'entropy' });
  await close();
});

test('a truncated file is never lost, whatever is left of it', async () => {
  const { file } = await filled();
  const whole = readFileSync(file);
  for (const share of [0.9, 0.5, 0.1, 0.01]) {
    const folder = temporaryFolder();
    const copy = join(folder, 'headwater.db');
    const part = whole.subarray(0, Math.floor(whole.length * share));
    writeFileSync(copy, part);
    const { notice, texts } = await reopened(copy);
    expect(notice?.code).toBe('bad-file');
    for (const text of texts) expect(words).toContain(text);
    expect(readFileSync(damagedFile(copy)).equals(part)).toBe(true);
  }
});

test('bytes changed anywhere never crash it and never lose the file', async () => {
  const { file } = await filled();
  const whole = readFileSync(file);
  let seed = 17;
  const pick = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * n);
  };
  for (let round = 0; round < 30; round++) {
    const copy = join(temporaryFolder(), 'headwater.db');
    const bytes = Buffer.from(whole);
    for (let k = 0; k < 8; k++) bytes[pick(round % 2 ? bytes.length : 4096)] = pick(256);
    writeFileSync(copy, bytes);
    const opened = await reopened(copy).catch((error: unknown) => error);
    if (opened instanceof AppError && existsSync(suspectPath(copy))) {
      // Damage that shows at work only: the next start deals with it.
      expect((await reopened(copy)).notice?.code).toBe('bad-file');
    } else if (opened instanceof Error) {
      // Refused with a sentence (a changed version, say): then nothing was changed.
      expect(opened).toBeInstanceOf(AppError);
      expect(readFileSync(copy).equals(bytes)).toBe(true);
    } else if (existsSync(damagedFile(copy))) {
      expect(readFileSync(damagedFile(copy)).equals(bytes)).toBe(true);
    }
  }
});

test('an empty file, as a kill at the first start may leave it, is a new store', async () => {
  const file = join(temporaryFolder(), 'headwater.db');
  writeFileSync(file, '');
  expect(await reopened(file)).toEqual({ notice: null, texts: [] });
});

test('the database of another program is left alone', () => {
  const file = join(temporaryFolder(), 'headwater.db');
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)');
  other.close();
  expect(() => createStore(file)).toThrow(
    expect.objectContaining({ code: 'bad-file', message: expect.stringMatching(/another program/) }),
  );
  const after = new DatabaseSync(file);
  expect(after.prepare('SELECT x FROM theirs').all()).toEqual([{ x: 1 }]);
  after.close();
});

test('a file of a newer program is left alone', async () => {
  const { file } = await filled();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  const before = readFileSync(file);
  expect(() => createStore(file)).toThrow(
    expect.objectContaining({ code: 'unsupported', message: expect.stringMatching(/newer Headwater/) }),
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a second program is told that the first has the file', async () => {
  const { file, chat } = openTestStore();
  await chat('mine');
  expect(() => createStore(file)).toThrow(
    expect.objectContaining({ code: 'busy', message: expect.stringMatching(/another Headwater/) }),
  );
});

test('without the right to write it says where, and no file appears', async () => {
  const folder = join(temporaryFolder(), 'locked');
  mkdirSync(folder, { mode: 0o555 });
  const file = join(folder, 'headwater.db');
  await withoutRights(() => {
    expect(() => createStore(file)).toThrow(
      expect.objectContaining({ code: 'no-permission', message: expect.stringContaining(file) }),
    );
  });
  expect(existsSync(file)).toBe(false);
  chmodSync(folder, 0o755);
});
