import { expect, test } from 'vitest';
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

async function found(test: TestStore, conversationId: string, query: string): Promise<string[]> {
  const request = { conversationId, leafId: null, query, vector: vectorAt(0), model: 'm', everywhere: false };
  return (await test.store.recall({ ...request, limit: 9, excludeTurnIds: [] })).quotations.map(({ text }) => text);
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

test('with doubt both stand, the later one just behind; another thing of the same name updates nothing', async () => {
  const test = openTestStore();
  const { id } = await test.chat(PILOT, 'Fine.', BAKER, 'Fine.', FLAT);
  await embed(test, { [PILOT]: 30, [BAKER]: 80, [FLAT]: 100 });
  const texts = await found(test, id, 'What does Ines do for money?');
  expect(texts).toEqual([PILOT, BAKER, FLAT]);
});

test('a message without a word of change, or before it, updates nothing', async () => {
  const test = openTestStore();
  const earlier = 'Ines is a cook now.';
  const { id } = await test.chat(earlier, 'Fine.', PILOT, 'Fine.', 'Ines likes baking.');
  await embed(test, { [earlier]: 31, [PILOT]: 30, 'Ines likes baking.': 31 });
  expect(await found(test, id, 'What does Ines do for money?')).toContain(PILOT);
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
});
