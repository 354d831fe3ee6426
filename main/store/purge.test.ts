import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { backupPath } from './migrate.ts';
import { openDatabase } from './openDatabase.ts';
import { purge } from './purge.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

/** Words that are in no other text, as a person's secrets are; their folded forms are what the index holds. */
const SECRETS = [
  'Xylophonist',
  'quetzalcóatl',
  '鸚鵡螺',
  'draftsecret',
  'queuesecret',
  'titlesecret',
  'streamsecret',
  'oldtitlesecret',
];

/** Names of the files of the folder in which one of the words stands, in any case and in both spellings of accents. */
function filesWith(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    const text = `${bytes.toString('utf8')}\n${bytes.toString('latin1')}`.toLowerCase();
    return words.some((word) =>
      [word, word.normalize('NFD').replace(/[\u0300-\u036f]/g, '')].some((form) => text.includes(form.toLowerCase())),
    );
  });
}

/** Every word in the index of a closed database. */
function indexedWords(file: string): string[] {
  const db = new DatabaseSync(file);
  const words = ['turn_index', 'title_index'].flatMap((index) => {
    db.exec(`CREATE VIRTUAL TABLE temp.v_${index} USING fts5vocab(main, ${index}, row)`);
    return db
      .prepare(`SELECT term FROM temp.v_${index}`)
      .all()
      .map((row) => String(row.term));
  });
  db.close();
  return words;
}

/** Adds a conversation with these turns, one below the other, at once. */
async function importChat({ store }: TestStore, texts: readonly string[]): Promise<string> {
  const common = {
    role: 'user',
    state: 'complete',
    source: 'chat',
    createdAt: 1,
    edited: false,
    model: null,
    stats: null,
    problem: null,
  };
  const turns = texts.map((text, i) => ({ ...common, id: String(i + 1), parentId: i === 0 ? null : String(i), text }));
  const conversation = {
    title: 'imported',
    pinned: false,
    createdAt: 1,
    updatedAt: 1,
    leafId: String(texts.length),
    turns,
  };
  const file = { format: 'headwater-conversations', version: 1, conversations: [conversation] };
  const { ids } = await store.import({ fileName: '', text: JSON.stringify(file) });
  return ids[0]!;
}

async function secretConversation(test: TestStore, turnCount: number): Promise<string> {
  const { store } = test;
  const texts = Array.from(
    { length: turnCount },
    (_, i) => `the quetzalcóatl and 鸚鵡螺 number ${i} ${'padding '.repeat(i % 90)}`,
  );
  const id = await importChat(test, ['Xylophonist at work', ...texts]);
  await store.rename({ id, title: 'oldtitlesecret' });
  await store.rename({ id, title: 'titlesecret and more' });
  const { turn: leaf } = await store.leaf({ conversationId: id });
  const answer = await store.addTurn({
    conversationId: id,
    parentId: leaf!.id,
    role: 'assistant',
    text: '',
    state: 'answering',
    edited: false,
    model: null,
  });
  await store.appendText({ turnId: answer.id, at: 0, text: 'streamsecret ' });
  await store.saveDraft({ id, draft: 'draftsecret' });
  await store.enqueue({ conversationId: id, text: 'queuesecret' });
  return id;
}

test.each([
  ['few turns among many', 3, 1_500],
  ['many turns among few', 700, 30],
])('of an erased conversation no word is left in any file: %s', async (_, erased, kept) => {
  const test = openTestStore();
  const { store, file, close } = test;
  const other = await importChat(
    test,
    Array.from({ length: kept }, (_, i) => `kept words ${i}`),
  );
  const id = await secretConversation(test, erased);
  expect(filesWith(dirname(file), SECRETS)).not.toEqual([]);
  await store.remove({ id });
  expect(await store.purge({ removedBefore: Date.now() - 60_000 })).toEqual({ ids: [], seenIn: [] });
  await expect.poll(async () => (await store.purge({ removedBefore: Date.now() })).ids).toEqual([id]);

  expect(filesWith(dirname(file), SECRETS)).toEqual([]);
  await expect(store.restore({ id })).rejects.toMatchObject({ code: 'not-found' });
  expect((await store.search({ query: 'kept words', limit: 10 })).hits).toHaveLength(10);
  expect((await store.page({ id: other, limit: 10, at: null })).earlier).toBe(kept - 10);
  for (const secret of SECRETS) expect((await store.search({ query: secret, limit: 10 })).hits).toEqual([]);
  await test.chat('new words after it');
  expect((await store.search({ query: 'new words', limit: 10 })).hits).toHaveLength(2);
  await close();

  expect(filesWith(dirname(file), SECRETS)).toEqual([]);
  const words = indexedWords(file);
  expect(words).toContain('kept');
  for (const secret of [
    'xylophonist',
    'quetzalcoatl',
    '鸚',
    'streamsecret',
    'titlesecret',
    'oldtitlesecret',
    'padding',
  ])
    expect(words).not.toContain(secret);
  const db = new DatabaseSync(file);
  expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  db.close();
});

test('a new title leaves nothing of the old one in the index', async () => {
  const { store, chat, file, close } = openTestStore();
  const { id } = await chat('oldtitlesecret');
  await store.rename({ id, title: 'other' });
  await close();
  expect(indexedWords(file).filter((word) => word === 'oldtitlesecret')).toHaveLength(1);
});

test('a copy made before a migration goes when something is erased, not before', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headwater.db');
  const { sql } = openDatabase(file);
  copyFileSync(file, backupPath(file, 1));
  copyFileSync(file, backupPath(file, 7));
  sql.run("INSERT INTO conversation (id, created_at, updated_at, title) VALUES ('a', 1, 1, 'x')");
  sql.run("INSERT INTO title_index (rowid, text) VALUES (1, 'x')");
  expect(purge(sql, file, 100).ids).toEqual([]);
  expect(existsSync(backupPath(file, 1))).toBe(true);
  sql.run('UPDATE conversation SET removed_at = 50');
  expect(purge(sql, file, 100).ids).toEqual(['a']);
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  sql.db.close();
});
