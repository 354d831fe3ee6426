import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';

/** A question with two answers to it in turn: what was told on one of these branches, and on the other. */
async function branches() {
  const { store, chat, say } = openTestStore();
  const { id, turns } = await chat('The meeting is on Monday.', 'Noted.');
  const tell = async (text: string, parent = turns[1]!): Promise<string> => {
    const said = await say(id, parent, text);
    await store.learnFacts({ turnId: said.id });
    return said.id;
  };
  await store.learnFacts({ turnId: turns[0]!.id });
  const values = async (leafId: string | null = null): Promise<string[]> =>
    (await store.facts({ conversationId: id, leafId, everywhere: false })).facts.map(({ value }) => value);
  return { store, id, tell, values };
}

test('what was said beside the path does not count, nor what it corrected there', async () => {
  const { store, id, tell, values } = await branches();
  const left = await tell('The meeting was moved to Tuesday. My name is Anna.');
  expect(await values()).toEqual(['Anna', 'Tuesday']);
  const right = await tell('The wifi password is hunter2.');
  expect(await values()).toEqual(['hunter2', 'on Monday']);
  expect(await values(left)).toEqual(['Anna', 'Tuesday']);
  await store.select({ turnId: left });
  expect(await values()).toEqual(['Anna', 'Tuesday']);
  expect(await values(right)).toEqual(['hunter2', 'on Monday']);
  const matched = async (query: string) =>
    (await store.matchFacts({ conversationId: id, query, everywhere: false, limit: 9 })).facts.map(({ value }) => value);
  expect(await matched('When is the meeting?')).toEqual(['Tuesday']);
  expect(await matched('What is the wifi password?')).toEqual([]);
});

test('what another branch corrected is still found by meaning', async () => {
  const { store, id, tell } = await branches();
  const vector = new Uint8Array(new Float32Array([1, 0]).buffer);
  for (const { passageId } of (await store.unembedded({ model: 'm', limit: 99 })).passages) {
    await store.saveVectors({ model: 'm', passageIds: [passageId], vectors: vector });
  }
  await tell('The meeting was moved to Tuesday.');
  const right = await tell('How are you?');
  const request = { conversationId: id, leafId: right, query: 'zebra', vector, model: 'm', everywhere: false, limit: 9 };
  expect((await store.matchFacts(request)).facts.map(({ value }) => value)).toEqual(['on Monday']);
});

test('each branch has its own correction of the same', async () => {
  const { tell, values } = await branches();
  const left = await tell('The meeting was moved to Tuesday.');
  const right = await tell('The meeting was moved to Friday.');
  expect(await values(left)).toEqual(['Tuesday']);
  expect(await values(right)).toEqual(['Friday']);
});

test('what the person wrote into the ledger counts on every branch', async () => {
  const { store, id, tell, values } = await branches();
  const left = await tell('The meeting was moved to Tuesday.');
  await store.addFact({ conversationId: id, subject: 'tea', value: 'Assam', turnId: null, everywhere: false });
  const right = await tell('How are you?');
  expect(await values(left)).toContain('Assam');
  expect(await values(right)).toContain('Assam');
  const [tuesday] = (await store.facts({ conversationId: id, leafId: left, everywhere: false })).facts.filter(
    ({ value }) => value === 'Tuesday',
  );
  await store.correctFact({ id: tuesday!.id, subject: 'meeting', value: 'Sunday' });
  expect(await values(right)).toEqual(['Sunday', 'Assam']);
});

test('a message of a branch that another branch corrected is still found', async () => {
  const { store, id, tell } = await branches();
  await tell('The meeting was moved to Tuesday.');
  const right = await tell('How are you?');
  const request = { conversationId: id, leafId: right, query: 'When is the meeting?', vector: null, model: 'none' };
  const { quotations } = await store.recall({ ...request, everywhere: false, limit: 9, excludeTurnIds: [] });
  expect(quotations.map(({ text }) => text)).toEqual(['The meeting is on Monday.']);
});

test('of other conversations only what stands on their active path counts everywhere', async () => {
  const { store, id, tell, values } = await branches();
  const left = await tell('The meeting was moved to Tuesday.');
  const [tuesday] = (await store.facts({ conversationId: id, everywhere: false })).facts;
  await store.setFact({ id: tuesday!.id, pinned: false, everywhere: true });
  const { id: other } = await store.create({});
  const elsewhere = async () => (await store.facts({ conversationId: other, everywhere: true })).facts.length;
  expect(await elsewhere()).toBe(1);
  await tell('How are you?');
  expect(await elsewhere()).toBe(0);
  expect(await values(left)).toEqual(['Tuesday']);
});
