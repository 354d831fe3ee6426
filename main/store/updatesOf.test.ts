import { expect, test } from 'vitest';
import type { Quotation } from '../../app/memory/Quotation.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

/** A vector of unit length in the plane, as bytes. */
function vectorAt(degrees: number): Uint8Array<ArrayBuffer> {
  const angle = (degrees / 180) * Math.PI;
  return new Uint8Array(new Float32Array([Math.cos(angle), Math.sin(angle)]).buffer);
}

/** Gives each message the vector at the angle that is told for it. */
async function embed({ store }: Pick<TestStore, 'store'>, angles: Readonly<Record<string, number>>): Promise<void> {
  const { passages } = await store.unembedded({ model: 'm', limit: 99 });
  for (const { passageId, text } of passages) {
    await store.saveVectors({ model: 'm', passageIds: [passageId], vectors: vectorAt(angles[text] ?? 180) });
  }
}

async function quoted(test: TestStore, conversationId: string, query: string): Promise<Quotation[]> {
  const request = { conversationId, leafId: null, query, vector: vectorAt(0), model: 'm', everywhere: false };
  return (await test.store.recall({ ...request, limit: 9, excludeTurnIds: [] })).quotations;
}

async function found(test: TestStore, conversationId: string, query: string): Promise<string[]> {
  return (await quoted(test, conversationId, query)).map(({ text }) => text);
}

/** Those that are marked as changed. */
async function marked(test: TestStore, conversationId: string, query: string): Promise<string[]> {
  return (await quoted(test, conversationId, query)).filter(({ isChanged }) => isChanged).map(({ text }) => text);
}

const PILOT = 'Ines earns a living as a pilot.';
const BAKER = 'Ines was retrained and is a baker now.';
const NURSE = 'Ines is a nurse now.';
const FLAT = 'Ines has a new flat in Turin now.';

test('what was changed since makes room for what holds now, the newest of it', async () => {
  const test = openTestStore();
  const { id } = await test.chat(PILOT, 'So Ines earns a living as a pilot, fine.', BAKER, 'Fine.', NURSE, 'Fine.', FLAT);
  await embed(test, { [PILOT]: 30, [BAKER]: 50, [NURSE]: 52, [FLAT]: 85 });
  const texts = await found(test, id, 'What does Ines do for money?');
  expect(texts[0]).toBe(NURSE);
  expect(texts).not.toContain(PILOT);
  expect(texts).not.toContain('So Ines earns a living as a pilot, fine.');
});

test('with doubt both stand, the earlier one marked, the later one just behind; another thing of the same name updates nothing', async () => {
  const test = openTestStore();
  const { id } = await test.chat(PILOT, 'Fine.', BAKER, 'Fine.', FLAT);
  await embed(test, { [PILOT]: 30, [BAKER]: 80, [FLAT]: 100 });
  const texts = await found(test, id, 'What does Ines do for money?');
  expect(texts).toEqual([PILOT, BAKER, FLAT]);
  expect(await marked(test, id, 'What does Ines do for money?')).toEqual([PILOT]);
});

test('a message about somebody else, or about another thing of the ledger, updates nothing, however alike it sounds', async () => {
  const test = openTestStore();
  const [mine, boss] = ['My sister takes the tram to work.', 'My boss takes the bus to work now.'];
  const [home, works] = ['Marlene lives in Rome.', 'Marlene left Siemens and works for Bosch now.'];
  const { id, turns } = await test.chat(mine, 'Fine.', boss, 'Fine.', home, 'Fine.', works);
  for (const { id: turnId } of turns) await test.store.learnFacts({ turnId });
  await embed(test, { [mine]: 30, [boss]: 32, [home]: 34, [works]: 36 });
  expect(await marked(test, id, 'How do people get to work?')).toEqual([]);
  expect(await marked(test, id, 'Where do I find Marlene?')).toEqual([]);
  expect(await found(test, id, 'Where do I find Marlene?')).toContain(home);
});

test('what holds now is not marked for what stood in its place', async () => {
  const test = openTestStore();
  const [first, other, moved] = ['My sister lives in Rome.', 'I have to see my sister about a new flat, truth be told.', 'My sister has moved to Lyon.'];
  const { id, turns } = await test.chat(first, 'Fine.', other, 'Fine.', moved);
  for (const { id: turnId } of turns) await test.store.learnFacts({ turnId });
  await embed(test, { [first]: 0, [other]: 50, [moved]: 100 });
  const quotations = await quoted(test, id, 'In which town is my sister?');
  expect(quotations.find(({ text }) => text === moved)).toMatchObject({ text: moved });
  expect(quotations.map(({ text }) => text)).not.toContain(first);
  expect(await marked(test, id, 'In which town is my sister?')).not.toContain(moved);
});

test('a message without a word of change, or before it, updates nothing', async () => {
  const test = openTestStore();
  const earlier = 'Ines is a cook now.';
  const { id } = await test.chat(earlier, 'Fine.', PILOT, 'Fine.', 'Ines likes baking.');
  await embed(test, { [earlier]: 31, [PILOT]: 30, 'Ines likes baking.': 31 });
  expect(await found(test, id, 'What does Ines do for money?')).toContain(PILOT);
  expect(await marked(test, id, 'What does Ines do for money?')).toEqual([]);
});

test('what only asks updates nothing, and what adds to something leaves it', async () => {
  const code = 'The gate code is 4711.';
  for (const asks of ['What is the gate code now?', 'Fine, thanks. What is the gate code now?', 'Tell me the gate code right now.']) {
    const test = openTestStore();
    const { id } = await test.chat(code, 'Fine.', asks);
    await embed(test, { [code]: 30, [asks]: 31, 'What is the gate code now?': 31 });
    expect(await found(test, id, 'What is the gate code?')).toContain(code);
  }
  const chicken = 'My dog is allergic to chicken.';
  const beef = 'My dog is now allergic to beef, too.';
  const test = openTestStore();
  const { id } = await test.chat(chicken, 'Fine.', beef);
  await embed(test, { [chicken]: 30, [beef]: 31 });
  expect(await found(test, id, 'What is my dog allergic to?')).toContain(chicken);
  expect(await marked(test, id, 'What is my dog allergic to?')).toEqual([]);
});

test('who was told of with a name is known by it, and what the ledger knows of what may have changed is not told as known', async () => {
  const test = openTestStore();
  const lisbon = 'My sister Anna lives in Lisbon.';
  const oslo = 'Anna has moved: she lives in Oslo now.';
  const { id, turns } = await test.chat(lisbon, 'Fine.', oslo);
  for (const { id: turnId } of turns) await test.store.learnFacts({ turnId });
  await embed(test, { [lisbon]: 30, [oslo]: 80 });
  const question = 'Where is the home of my sister?';
  expect(await marked(test, id, question)).toEqual([lisbon]);
  const request = { conversationId: id, query: question, everywhere: false, limit: 9 };
  const { facts } = await test.store.facts({ conversationId: id, everywhere: false });
  expect(facts.map(({ value }) => value)).toContain('Lisbon');
  expect((await test.store.matchFacts(request)).facts).toEqual([]);
  // Asked in the words of both, there is no doubt.
  expect((await found(test, id, 'In which city does my sister live?'))[0]).toBe(oslo);
  expect(await found(test, id, 'In which city does my sister live?')).not.toContain(lisbon);
  // The person's own word stands.
  await test.store.setFact({ id: facts.find(({ value }) => value === 'Lisbon')!.id, pinned: true, everywhere: false });
  expect((await test.store.matchFacts(request)).facts).toMatchObject([{ value: 'Lisbon' }]);
});

test('what is said in another conversation takes nothing out of this one', async () => {
  const test = openTestStore();
  const [monday, friday] = ['The meeting is on Monday.', 'The meeting was moved, it is on Friday now.'];
  const { id } = await test.chat(monday, 'Fine.');
  await test.chat(friday, 'Fine.');
  await embed(test, { [monday]: 30, [friday]: 31 });
  const request = { conversationId: id, leafId: null, query: 'When is the meeting?', vector: vectorAt(0), model: 'm' };
  const { quotations } = await test.store.recall({ ...request, everywhere: true, limit: 9, excludeTurnIds: [] });
  expect(quotations.map(({ text }) => text).toSorted()).toEqual([monday, friday].toSorted());
  expect(quotations.some(({ isChanged }) => isChanged)).toBe(false);
});
