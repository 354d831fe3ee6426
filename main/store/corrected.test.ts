import { expect, test } from 'vitest';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

async function recalled({ store }: TestStore, conversationId: string, query: string): Promise<string[]> {
  const more = { leafId: null, vector: null, model: 'test', everywhere: false, limit: 10, excludeTurnIds: [] };
  return (await store.recall({ conversationId, query, ...more })).quotations.map(({ text }) => text);
}

test('what was corrected in the ledger is not quoted any more, nor the answer to it; what holds comes in its place', async () => {
  const store = openTestStore();
  const { id, turns } = await store.chat(
    'The code of the garage is 4711.',
    'So the code of the garage is 4711.',
    'The code of the garage was changed to 9038.',
    'Good to know.',
  );
  expect(await recalled(store, id, 'garage')).toContain('The code of the garage is 4711.');
  for (const { id: turnId } of turns) await store.store.learnFacts({ turnId });
  expect(await recalled(store, id, 'garage')).toEqual(['The code of the garage was changed to 9038.']);
});

test('a correction that names nothing comes with what it corrects', async () => {
  const store = openTestStore();
  const { id } = await store.chat('Our boat is Seagull.', 'Nice.', 'No, I mixed that up, she is the Pelican.', 'I see.', 'No cheese for me.', 'Fine.');
  expect(await recalled(store, id, 'boat')).toEqual(['Our boat is Seagull.', 'No, I mixed that up, she is the Pelican.']);
  const more = { leafId: null, vector: null, model: 'test', everywhere: false, limit: 10, excludeTurnIds: [] };
  const { quotations } = await store.store.recall({ conversationId: id, query: 'boat', ...more });
  expect(quotations.map(({ isChanged }) => isChanged)).toEqual([true, undefined]);
  expect(await recalled(store, id, 'mixed')).toEqual(['No, I mixed that up, she is the Pelican.']);
});
