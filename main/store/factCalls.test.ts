import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { filesWith } from './testing/filesWith.ts';
import { openTestStore } from './testing/openTestStore.ts';

const everywhere = false;

test('what a message states is learnt once, from where it was said', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat('My name is Anna and I live in Berlin.', 'My name is Headwater.');
  const { facts } = await store.learnFacts({ turnId: turns[0]!.id });
  expect(facts).toMatchObject([
    { subject: "user's name", value: 'Anna', origin: 'extracted', turnId: turns[0]!.id, supersededBy: null },
    { subject: "user's home", value: 'Berlin', pinned: false, everywhere: false, createdAt: turns[0]!.createdAt },
  ]);
  expect((await store.learnFacts({ turnId: turns[0]!.id })).facts).toEqual([]);
  expect((await store.learnFacts({ turnId: turns[1]!.id })).facts).toEqual([]);
  expect((await store.facts({ conversationId: id, everywhere })).facts).toEqual(facts.toReversed());
});

test('a message whose fact was corrected ten thousand times is forgotten with all of that', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat('My code is 0.');
  const { fileName, text } = await store.export({ id, format: 'json' });
  const file = JSON.parse(text) as { conversations: [{ turns: [{ id: string }]; facts: unknown[] }] };
  const [{ turns, facts }] = file.conversations;
  for (let i = 0; i < 10_000; i++) {
    const said = { origin: 'person', pinned: false, turnId: i === 0 ? turns[0].id : null, createdAt: i };
    facts.push({ ...said, id: `f${i}`, subject: "user's code", value: `${i}`, supersededBy: `f${i + 1}` });
  }
  const [copy] = (await store.import({ fileName, text: JSON.stringify(file) })).ids;
  const { turns: copied } = await store.page({ id: copy!, limit: 1, at: null });
  const [current] = (await store.facts({ conversationId: copy!, everywhere })).facts;
  const { facts: corrected } = await store.factHistory({ id: current!.id });
  const ids = [current, ...corrected].map((fact) => fact!.id);
  await store.forgetTurn({ turnId: copied[0]!.id });
  expect((await store.gone({ ids })).ids).toHaveLength(10_000);
  expect((await store.facts({ conversationId: copy!, everywhere })).facts).toEqual([]);
});

test('a correction takes the place of what it corrects and keeps it as history', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat(
    'The meeting is on Monday.',
    'Noted.',
    'The meeting was moved to Tuesday.',
    'Noted.',
    "No, it's Wednesday.",
    'Noted.',
    'The meeting is on Wednesday.',
  );
  for (const { id: turnId } of turns) await store.learnFacts({ turnId });
  const { facts } = await store.facts({ conversationId: id, everywhere });
  expect(facts.map(({ subject, value }) => [subject, value])).toContainEqual(['meeting', 'on Wednesday']);
  expect(facts).toHaveLength(1);
  const history = await store.factHistory({ id: facts[0]!.id });
  expect(history.facts.map(({ value }) => value)).toEqual(['Wednesday', 'Tuesday', 'on Monday']);
  expect(history.facts.every(({ supersededBy }) => supersededBy !== null)).toBe(true);
});

test('a bare correction is only about what was just said', async () => {
  const { store, chat } = openTestStore();
  const small = ['How are you?', 'Fine.', 'And the weather?', 'Fine too.'];
  const { id, turns } = await chat("My dog's name is Rufus.", 'Nice.', ...small, "No, it's Canberra.");
  for (const { id: turnId } of turns) await store.learnFacts({ turnId });
  const { facts } = await store.facts({ conversationId: id, everywhere });
  expect(facts.map(({ value }) => value)).toEqual(['Rufus']);
});

test("the person's own entries: added once, corrected, marked, forgotten with their history", async () => {
  const { store, chat, file } = openTestStore();
  const { id } = await chat('hello');
  const entry = { conversationId: id, subject: 'gate code', value: 'zugzwang11', turnId: null, everywhere: false };
  const first = await store.addFact(entry);
  expect((await store.addFact({ ...entry, subject: 'Gate Code' })).id).toBe(first.id);
  await store.setFact({ id: first.id, pinned: true, everywhere: true });
  const second = await store.correctFact({ id: first.id, subject: 'gate code', value: 'zugzwang22' });
  expect(second).toMatchObject({ origin: 'person', turnId: null, pinned: true, everywhere: true });
  expect((await store.factHistory({ id: second.id })).facts).toMatchObject([{ id: first.id, supersededBy: second.id }]);
  const again = { id: first.id, subject: 'x', value: 'y' };
  await expect(store.correctFact(again)).rejects.toMatchObject({ code: 'bad-request' });

  await store.forgetFact({ id: second.id });
  expect((await store.facts({ conversationId: id, everywhere: true })).facts).toEqual([]);
  expect(filesWith(dirname(file), ['zugzwang11', 'zugzwang22'])).toEqual([]);
  await expect(store.factHistory({ id: second.id })).rejects.toMatchObject({ code: 'not-found' });
});

test('entries count in other conversations only when both sides say so', async () => {
  const { store, chat } = openTestStore();
  const [here, there, gone] = [await chat('here'), await chat('there'), await chat('gone')];
  const add = (conversationId: string, value: string, everywhere: boolean) =>
    store.addFact({ conversationId, subject: 'colour', value, turnId: null, everywhere });
  await add(here.id, 'green', false);
  await add(there.id, 'red', true);
  await add(there.id, 'blue', false);
  await add(gone.id, 'black', true);
  await store.remove({ id: gone.id });
  const values = async (everywhere: boolean): Promise<string[]> =>
    (await store.facts({ conversationId: here.id, everywhere })).facts.map(({ value }) => value).toSorted();
  expect(await values(false)).toEqual(['green']);
  expect(await values(true)).toEqual(['green', 'red']);
  const stranger = { conversationId: here.id, turnId: there.turns[0]!.id, everywhere: false };
  await expect(store.addFact({ ...stranger, subject: 'a', value: 'b' })).rejects.toMatchObject({ code: 'bad-request' });
});

test('a question finds the entries that it is about, best first', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat('hello');
  for (const [subject, value] of [
    ["user's dog's name", 'Rufus'],
    ["user's cat's name", 'Tom'],
    ['wifi password', 'hunter2'],
    ["user's home", 'Berlin'],
  ] as const) {
    await store.addFact({ conversationId: id, subject, value, turnId: null, everywhere: false });
  }
  const matched = async (query: string): Promise<string[]> =>
    (await store.matchFacts({ conversationId: id, query, everywhere, limit: 9 })).facts.map(({ value }) => value);
  expect(await matched('What is the name of my dog?')).toEqual(['Rufus']);
  expect(await matched('Which passwords do we have?')).toEqual(['hunter2']);
  expect(await matched('Is it far from Berlin?')).toEqual(['Berlin']);
  for (const query of ['', 'What is it?', '" OR NOT (*', '\0', '😀']) expect(await matched(query)).toEqual([]);
});
