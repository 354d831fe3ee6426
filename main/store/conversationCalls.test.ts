import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';

test('a new conversation is in the list, empty and without a name of its own', async () => {
  const { store } = openTestStore({ now: () => 1_000 });
  const created = await store.create({});
  expect(created).toMatchObject({
    title: 'New chat',
    pinned: false,
    createdAt: 1_000,
    updatedAt: 1_000,
    turnCount: 0,
    draft: '',
  });
  expect((await store.list({})).conversations).toEqual([created]);
});

test('the first message names it; later ones, its other versions, and a message after a rename do not', async () => {
  const { store, say } = openTestStore();
  const title = async (id: string) => (await store.list({})).conversations.find((c) => c.id === id)?.title;
  const a = await store.create({});
  await say(a.id, await say(a.id, await say(a.id, null, 'Rivers\nof Asia'), 'Many.'), 'And lakes?');
  await say(a.id, null, 'Springs');
  expect(await title(a.id)).toBe('Rivers');
  const b = await store.create({});
  await store.rename({ id: b.id, title: 'Mine' });
  await say(b.id, null, 'Rivers');
  expect(await title(b.id)).toBe('Mine');
});

test('the list is ordered by pinned, then by the last message', async () => {
  let time = 0;
  const { store, say } = openTestStore({ now: () => ++time });
  const [a, b, c] = [await store.create({}), await store.create({}), await store.create({})];
  await store.pin({ id: b.id, pinned: true });
  await say(a.id, null, 'hello');
  expect((await store.list({})).conversations.map(({ id }) => id)).toEqual([b.id, a.id, c.id]);
  await store.pin({ id: b.id, pinned: false });
  await store.rename({ id: c.id, title: 'renaming is no message' });
  expect((await store.list({})).conversations.map(({ id }) => id)).toEqual([a.id, c.id, b.id]);
});

test('drafts are kept, also a half of a character', async () => {
  const { store } = openTestStore();
  const { id } = await store.create({});
  await store.saveDraft({ id, draft: 'half \ud83d and \0 nul' });
  expect((await store.list({})).conversations[0]?.draft).toBe('half \ufffd and \0 nul');
});

test('what stays in its live cache is its own choice, and none of its own at first', async () => {
  const { store, file, close } = openTestStore();
  const [a, b] = [await store.create({}), await store.create({})];
  expect(await store.retention({ conversationId: a.id })).toEqual({ retention: null });
  await store.setRetention({ id: a.id, retention: 'entropy' });
  await close();
  const again = openTestStore({ file }).store;
  expect(await again.retention({ conversationId: a.id })).toEqual({ retention: 'entropy' });
  const retentions = (await again.list({})).conversations.map(({ id, retention }) => [id, retention]);
  expect(Object.fromEntries(retentions)).toEqual({ [a.id]: 'entropy', [b.id]: null });
  await again.setRetention({ id: a.id, retention: null });
  expect(await again.retention({ conversationId: a.id })).toEqual({ retention: null });
});

test('a removed conversation is hidden and comes back whole', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat('zanzibar', 'yes');
  await store.remove({ id });
  expect((await store.list({})).conversations).toEqual([]);
  expect((await store.search({ query: 'zanzibar', limit: 10 })).hits).toEqual([]);
  expect(JSON.parse((await store.export({ id: null, format: 'json' })).text).conversations).toEqual([]);
  // An answer that is being written meanwhile is not lost.
  expect((await store.turn({ turnId: turns[1]!.id })).text).toBe('yes');
  await store.restore({ id });
  expect((await store.list({})).conversations).toMatchObject([{ id, turnCount: 2 }]);
  expect((await store.search({ query: 'zanzibar', limit: 10 })).hits).toHaveLength(2);
});

test('what is not there is named', async () => {
  const { store } = openTestStore();
  for (const call of [
    () => store.rename({ id: 'x', title: 'y' }),
    () => store.pin({ id: 'x', pinned: true }),
    () => store.setRetention({ id: 'x', retention: 'sinks' }),
    () => store.retention({ conversationId: 'x' }),
    () => store.saveDraft({ id: 'x', draft: '' }),
    () => store.remove({ id: 'x' }),
    () => store.page({ id: 'x', limit: 1, at: null }),
    () => store.export({ id: 'x', format: 'json' }),
    () => store.turn({ turnId: 'x' }),
    () => store.select({ turnId: 'x' }),
    () => store.queue({ conversationId: 'x' }),
    () => store.leaf({ conversationId: 'x' }),
  ]) {
    await expect(call()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/not there any more/),
    });
  }
});
