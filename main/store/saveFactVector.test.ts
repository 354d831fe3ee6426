import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { filesWith } from './testing/filesWith.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

/** A vector of unit length in the plane. */
function vectorAt(degrees: number): Uint8Array<ArrayBuffer> {
  const angle = (degrees / 180) * Math.PI;
  return new Uint8Array(new Float32Array([Math.cos(angle), Math.sin(angle)]).buffer);
}

/** Gives each waiting fact the vector at the angle that its value is. */
async function embed({ store }: Pick<TestStore, 'store'>): Promise<string[]> {
  const { passages } = await store.unembedded({ model: 'm', limit: 99 });
  const facts = passages.filter(({ passageId }) => passageId.endsWith('.fact'));
  for (const { passageId, text } of facts) {
    await store.saveVectors({ model: 'm', passageIds: [passageId], vectors: vectorAt(Number(/\d+/.exec(text)?.[0])) });
  }
  return facts.map(({ text }) => text);
}

test('entries of the ledger are found by meaning, too', async () => {
  const test = openTestStore();
  const { id } = await test.chat('hello');
  for (const value of ['10', '80', '20']) {
    await test.store.addFact({ conversationId: id, subject: `angle of ${value}`, value, turnId: null, everywhere: false });
  }
  expect(await embed(test)).toEqual(['angle of 20: 20', 'angle of 80: 80', 'angle of 10: 10']);
  expect(await embed(test)).toEqual([]);
  const find = async (query: string, model: string): Promise<string[]> => {
    const request = { conversationId: id, query, vector: vectorAt(0), model, everywhere: false, limit: 9 };
    return (await test.store.matchFacts(request)).facts.map(({ value }) => value);
  };
  expect(await find('zebra', 'm')).toEqual(['10', '20']);
  expect(await find('zebra', 'another')).toEqual([]);
  expect(await find('Which angle is 20?', 'm')).toEqual(['20', '10']);
});

test('the vector of an entry goes with it, and when another takes its place', async () => {
  const { store, chat, file, close } = openTestStore();
  const { id } = await chat('hello');
  const add = (value: string) =>
    store.addFact({ conversationId: id, subject: 'gate code', value, turnId: null, everywhere: false });
  const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
  const [first, second] = [await add('zugzwang11'), await add('other')];
  const { passages } = await store.unembedded({ model: 'm', limit: 2 });
  expect(passages.map(({ text }) => text)).toEqual(['gate code: other', 'gate code: zugzwang11']);
  const ids = passages.map(({ passageId }) => passageId);
  await store.saveVectors({ model: 'm', passageIds: [ids[1]!], vectors: bytes('vecOfFir') });
  await store.saveVectors({ model: 'm', passageIds: [ids[0]!], vectors: bytes('vecOfOth') });
  expect(filesWith(dirname(file), ['vecOfFir', 'vecOfOth'])).not.toEqual([]);
  await store.correctFact({ id: first.id, subject: 'gate code', value: 'x' });
  // What was being embedded meanwhile comes too late.
  await store.saveVectors({ model: 'm', passageIds: [ids[1]!], vectors: bytes('vecOfLat') });
  await store.forgetFact({ id: second.id });
  await store.saveVectors({ model: 'm', passageIds: [ids[0]!], vectors: bytes('vecOfLat') });
  await close();
  expect(filesWith(dirname(file), ['vecOfFir', 'vecOfOth', 'vecOfLat'])).toEqual([]);
});
