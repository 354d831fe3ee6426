import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations.ts';
import { createSql } from './sql.ts';
import { openTestStore } from './testing/openTestStore.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

test('a turn has its passages when it ends, and others when it was continued', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat();
  const { message, answer } = await store.ask({ conversationId: id, text: 'question', edited: false, model: null });
  const texts = async (): Promise<string[]> =>
    (await store.unembedded({ model: 'm', limit: 99 })).passages.map(({ text }) => text);
  expect(await texts()).toEqual(['question']);
  await store.appendText({ turnId: answer.id, at: 0, text: 'An answer' });
  expect(await texts()).toEqual(['question']);
  const end = (state: 'stopped' | 'complete' | 'answering') =>
    store.setState({ turnId: answer.id, state, stats: null, problem: null });
  await end('stopped');
  expect(await texts()).toEqual(['An answer', 'question']);
  await end('answering');
  await store.appendText({ turnId: answer.id, at: 9, text: ' that goes on.' });
  await end('complete');
  expect(await texts()).toEqual(['An answer that goes on.', 'question']);
  await store.forgetTurn({ turnId: message.id });
  expect(await texts()).toEqual(['An answer that goes on.']);
});

test('vectors are kept for one model, and those of passages that are gone are left out', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat('one', 'two');
  const { passages } = await store.unembedded({ model: 'm', limit: 1 });
  expect(passages.map(({ text }) => text)).toEqual(['two']);
  const vectors = new Uint8Array(16);
  await store.saveVectors({ model: 'm', passageIds: [passages[0]!.passageId, '999'], vectors });
  expect(await store.indexed({ conversationId: id, model: 'm' })).toEqual({ done: 1, total: 2 });
  expect((await store.unembedded({ model: 'm', limit: 9 })).passages.map(({ text }) => text)).toEqual(['one']);
  expect((await store.unembedded({ model: 'l', limit: 9 })).passages).toHaveLength(2);
  expect((await store.unembedded({ model: 'n', limit: 9 })).passages).toHaveLength(2);
  for (const bytes of [0, 7, 10]) {
    const save = store.saveVectors({ model: 'm', passageIds: ['1', '2'], vectors: new Uint8Array(bytes) });
    await expect(save).rejects.toMatchObject({ code: 'bad-request' });
  }
});

test('a passage that was forgotten or rewritten while it was embedded does not give its vector to another', async () => {
  const { store, chat, say } = openTestStore();
  const { id, turns } = await chat('said first');
  const embedding = async () => (await store.unembedded({ model: 'm', limit: 1 })).passages[0]!;
  const arrive = (passage: { passageId: string }) =>
    store.saveVectors({ model: 'm', passageIds: [passage.passageId], vectors: new Uint8Array(8) });
  const secret = await say(id, turns[0]!, 'a secret');
  const ofSecret = await embedding();
  await store.forgetTurn({ turnId: secret.id });
  const { answer } = await store.ask({ conversationId: id, text: 'said later', edited: false, model: null });
  await arrive(ofSecret);
  expect((await embedding()).text).toBe('said later');

  await store.appendText({ turnId: answer.id, at: 0, text: 'Begun' });
  const end = (state: 'stopped' | 'complete' | 'answering') =>
    store.setState({ turnId: answer.id, state, stats: null, problem: null });
  await end('stopped');
  const ofBegun = await embedding();
  await end('answering');
  await store.appendText({ turnId: answer.id, at: 5, text: ' and ended.' });
  await end('complete');
  await arrive(ofBegun);
  expect((await embedding()).text).toBe('Begun and ended.');
});

test('a file of the first version is brought up to now and gets its passages bit by bit', async () => {
  const file = join(temporaryFolder(), 'headwater.db');
  const db = new DatabaseSync(file);
  migrate(createSql(db), file, MIGRATIONS.slice(0, 1));
  db.exec("INSERT INTO conversation (id, created_at, updated_at, title) VALUES ('c', 1, 1, 'x')");
  db.exec("INSERT INTO title_index (rowid, text) VALUES (1, 'x')");
  const insert = db.prepare(
    `INSERT INTO turn (n, id, conversation, parent, depth, role, state, source, created_at, edited, text)
     VALUES (?1, ?5, 1, ?2, ?3, 'user', 'complete', 'chat', 1, 0, ?4)`,
  );
  for (let n = 1; n <= 25; n++) {
    insert.run(n, n === 1 ? null : n - 1, n - 1, `zebra ${n}`, `t${n}`);
    db.prepare('INSERT INTO turn_index (rowid, text) VALUES (?, ?)').run(n, `zebra ${n}`);
    db.prepare('INSERT INTO path VALUES (1, ?, ?)').run(n - 1, n);
  }
  db.close();

  const { store, say } = openTestStore({ file });
  expect(await store.retention({ conversationId: 'c' })).toEqual({ retention: null });
  expect(await store.indexed({ conversationId: 'c', model: 'm' })).toEqual({ done: 0, total: 25 });
  expect((await store.unembedded({ model: 'm', limit: 99 })).passages).toEqual([]);
  expect(await store.makePassages({ turns: 10 })).toEqual({ left: 15 });
  expect((await store.unembedded({ model: 'm', limit: 99 })).passages.at(0)?.text).toBe('zebra 25');
  expect(await store.indexed({ conversationId: 'c', model: 'm' })).toEqual({ done: 0, total: 25 });
  expect(await store.makePassages({ turns: 99 })).toEqual({ left: 0 });
  expect((await store.unembedded({ model: 'm', limit: 99 })).passages).toHaveLength(25);
  const turn = await store.turn({ turnId: 't25' });
  expect(turn).toMatchObject({ mediaTime: null, pinned: false, forgotten: false, hasEvidence: false });
  await say('c', turn, 'new');
  expect(await store.makePassages({ turns: 99 })).toEqual({ left: 0 });
});
