import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from './createStore.ts';
import { routeStore } from './routeStore.ts';
import { storeService } from './storeService.ts';
import { isTemporary } from './temporaryIds.ts';
import { filesWith } from './testing/filesWith.ts';
import { openTestStore } from './testing/openTestStore.ts';
import { SECRETS, tellSecrets } from './testing/secretTurn.ts';

function openBoth() {
  const { store: disk, file } = openTestStore();
  const memory = createStore(':memory:');
  onTestFinished(async () => void (await memory.close({})));
  const store = routeStore(disk, memory);
  /** A conversation with one message, as the chat makes it. */
  const tell = async (text: string, temporary: boolean): Promise<{ id: string; turnId: string }> => {
    const { id } = await store.create({ temporary });
    const { message, answer } = await store.ask({ conversationId: id, text, edited: false, model: null });
    await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
    return { id, turnId: message.id };
  };
  return { store, disk, memory, file, tell };
}

const question = { leafId: null, query: 'zebra', vector: null, model: 'test', limit: 9, excludeTurnIds: [] };

test('answers every call of a store', () => {
  expect(Object.keys(openBoth().store).toSorted()).toEqual(Object.keys(storeService.calls).toSorted());
});

test('what is forgotten leaves what temporary conversations saw of it, and they are told', async () => {
  const { store, tell } = openBoth();
  const said = await tell('The zebra is called Quux.', false);
  const fact = await store.addFact({ conversationId: said.id, subject: 'zebra', value: 'Quux', turnId: null, everywhere: true });
  const asked = await tell('Who is it?', true);
  const { quotations } = await store.recall({ ...question, conversationId: asked.id, everywhere: true });
  const tokens = { system: 0, pinned: 0, facts: 0, recalled: 0, recent: 0 };
  const seen = { tokens, pinned: [], facts: [fact], recalled: quotations, blocks: [], recent: null, earlierTurns: 0 };
  await store.saveEvidence({ turnId: asked.turnId, evidence: seen });
  expect((await store.forgetTurn({ turnId: said.turnId })).seenIn).toEqual([asked.id]);
  expect((await store.forgetFact({ id: fact.id })).seenIn).toEqual([asked.id]);
  expect(JSON.stringify(await store.evidence({ turnId: asked.turnId }))).not.toContain('Quux');
});

test('what is erased with its conversation leaves what temporary conversations saw of it', async () => {
  const { store, tell } = openBoth();
  const said = await tell('The zebra is called Quux.', false);
  const asked = await tell('Who is it?', true);
  const { quotations } = await store.recall({ ...question, conversationId: asked.id, everywhere: true });
  const tokens = { system: 0, pinned: 0, facts: 0, recalled: 0, recent: 0 };
  const seen = { tokens, pinned: [], facts: [], recalled: quotations, blocks: [], recent: null, earlierTurns: 0 };
  expect(await store.saveEvidence({ turnId: asked.turnId, evidence: seen })).toEqual({ erased: false });
  expect(JSON.stringify(await store.evidence({ turnId: asked.turnId }))).toContain('Quux');
  await store.remove({ id: said.id });
  await expect.poll(() => store.purge({ removedBefore: Date.now() })).toEqual({ ids: [said.id], seenIn: [asked.id] });
  expect(JSON.stringify(await store.evidence({ turnId: asked.turnId }))).not.toContain('Quux');
  // One that was gathered before comes too late.
  expect(await store.saveEvidence({ turnId: asked.turnId, evidence: seen })).toEqual({ erased: true });
  expect(JSON.stringify(await store.evidence({ turnId: asked.turnId }))).not.toContain('Quux');
});

test('nothing of a temporary conversation reaches the disk', async () => {
  const { store, disk, file } = openBoth();
  const create: typeof store.create = () => store.create({ temporary: true });
  const { conversationId, secret } = await tellSecrets({ ...store, create });
  expect(isTemporary(conversationId) && isTemporary(secret.id)).toBe(true);
  expect((await store.list({})).conversations).toMatchObject([{ id: conversationId, temporary: true, turnCount: 2 }]);
  expect((await store.search({ query: 'xylophonist', limit: 9 })).hits).not.toEqual([]);
  expect((await store.facts({ conversationId, everywhere: true })).facts).not.toEqual([]);
  expect((await disk.list({})).conversations).toEqual([]);
  expect(filesWith(dirname(file), [...SECRETS, conversationId])).toEqual([]);
  await store.forgetTurn({ turnId: secret.id });
  expect((await store.search({ query: 'xylophonist', limit: 9 })).hits).toEqual([]);
  await store.remove({ id: conversationId });
  await expect.poll(async () => (await store.purge({ removedBefore: Date.now() })).ids).toEqual([conversationId]);
  await store.close({});
  expect(filesWith(dirname(file), [...SECRETS, conversationId])).toEqual([]);
});

test('one list, one search; each conversation where it belongs', async () => {
  const { store, disk, memory, tell } = openBoth();
  const kept = await tell('zebra kept', false);
  const temporary = await tell('zebra temporary', true);
  const { conversations } = await store.list({});
  expect(new Map(conversations.map(({ id, temporary }) => [id, temporary]))).toEqual(
    new Map([
      [kept.id, false],
      [temporary.id, true],
    ]),
  );
  expect((await disk.list({})).conversations.map(({ id }) => id)).toEqual([kept.id]);
  expect((await memory.list({})).conversations.map(({ id }) => id)).toEqual([temporary.id]);
  const { hits } = await store.search({ query: 'zebra', limit: 9 });
  expect(new Set(hits.map(({ conversationId }) => conversationId))).toEqual(new Set([kept.id, temporary.id]));
  expect((await store.export({ id: null, format: 'json' })).text).not.toContain('zebra temporary');
  expect((await store.export({ id: temporary.id, format: 'json' })).text).toContain('zebra temporary');
  await expect(disk.create({ temporary: true })).rejects.toMatchObject({ code: 'bad-request' });
  expect((await disk.list({})).conversations).toHaveLength(1);
});

test('a kept conversation never recalls a temporary one, the other way round when it is wanted', async () => {
  const { store, tell } = openBoth();
  const kept = await tell('zebra kept', false);
  const temporary = await tell('zebra temporary', true);
  const found = async (conversationId: string, everywhere: boolean): Promise<string[]> =>
    (await store.recall({ ...question, conversationId, everywhere })).quotations.map(({ text }) => text).toSorted();
  expect(await found(kept.id, true)).toEqual(['zebra kept']);
  expect(await found(temporary.id, false)).toEqual(['zebra temporary']);
  expect(await found(temporary.id, true)).toEqual(['zebra kept', 'zebra temporary']);
  for (const { id } of [kept, temporary]) {
    const fact = { subject: 'zebra', value: `of ${id}`, turnId: null, everywhere: true };
    await store.addFact({ conversationId: id, ...fact });
  }
  const facts = async (conversationId: string, everywhere: boolean): Promise<number> =>
    (await store.matchFacts({ conversationId, everywhere, query: 'zebra', limit: 9 })).facts.length;
  expect([await facts(kept.id, true), await facts(temporary.id, false), await facts(temporary.id, true)]).toEqual([
    1, 1, 2,
  ]);
});

test('vectors find their way to both', async () => {
  const { store, tell } = openBoth();
  const kept = await tell('one', false);
  const temporary = await tell('two', true);
  const { passages } = await store.unembedded({ model: 'test', limit: 9 });
  expect(passages.map(({ text }) => text).toSorted()).toEqual(['one', 'two']);
  const unit = { one: [1, 0], two: [0, 1] } as const;
  const floats = passages.flatMap(({ text }) => unit[text as keyof typeof unit]);
  const vectors = new Uint8Array(new Float32Array(floats).buffer);
  await store.saveVectors({ model: 'test', passageIds: passages.map(({ passageId }) => passageId), vectors });
  const near = async (conversationId: string, angle: readonly [number, number]): Promise<number> => {
    const vector = new Uint8Array(new Float32Array(angle).buffer);
    const { quotations } = await store.recall({ ...question, query: '', conversationId, vector, everywhere: false });
    return quotations.length;
  };
  expect([await near(kept.id, [1, 0]), await near(temporary.id, [0, 1])]).toEqual([1, 1]);
  expect([await near(kept.id, [0, 1]), await near(temporary.id, [1, 0])]).toEqual([0, 0]);
  expect(await store.indexed({ conversationId: temporary.id, model: 'test' })).toEqual({ done: 1, total: 1 });
});
