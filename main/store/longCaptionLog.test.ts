import { expect, test } from 'vitest';
import type { RecallRequest } from './recall.ts';
import { openTestStore } from './testing/openTestStore.ts';

/** Six hours, a line every four seconds. */
const LINES = 5_400;
const TOPICS = ['harbour', 'weather', 'orchestra', 'budget', 'railway', 'garden'];

const request = (conversationId: string, query: string): RecallRequest => ({
  conversationId, leafId: null, query, vector: null, model: 'test', everywhere: false, limit: 20, excludeTurnIds: [],
});

test('six hours of captions change nothing of what a chat reads and recalls; they are searched and read page by page', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat('The code of the garden gate is 4711.', 'I will remember the code.', 'The budget is four million.', 'Noted.');
  const leafId = turns.at(-1)!.id;
  const question = request(id, 'What was the code of the garden gate?');
  const before = { recall: await store.recall(question), tail: await store.tail({ turnId: leafId, maxCharacters: 10_000 }), list: await store.list({}) };
  expect(before.recall.quotations[0]?.turnId).toBe(turns[0]?.id);

  const { id: recordingId } = await store.addRecording({ title: 'Six hours', source: 'file', keptSound: false, remembered: false });
  for (let at = 0; at < LINES; at += 400) {
    const lines = Array.from({ length: Math.min(400, LINES - at) }, (_, i) => {
      const n = at + i;
      const text = `Line ${n} speaks of the ${TOPICS[n % TOPICS.length]} and of the code of the gate, for the ${n % 97}th time.`;
      return { id: `${recordingId}-${n}-0`, startMs: n * 4_000, endMs: n * 4_000 + 3_500, text, words: [], speaker: null };
    });
    await store.addLines({ recordingId, lines });
  }
  expect(await store.recall(question)).toEqual(before.recall);
  expect(await store.tail({ turnId: leafId, maxCharacters: 10_000 })).toEqual(before.tail);
  expect(await store.list({})).toEqual(before.list);

  const found = await store.searchLines({ query: 'orchestra 96th', recordingId: null, limit: 200 });
  expect(found.lines.length).toBe(Array.from({ length: LINES }, (_, n) => n).filter((n) => n % 6 === 2 && n % 97 === 96).length);
  const page = await store.lines({ recordingId, from: 5_300, limit: 200 });
  expect([page.lines.length, page.total, page.lines.at(-1)?.startMs]).toEqual([100, LINES, (LINES - 1) * 4_000]);

  // Remembered, what was said there is recalled as well, and takes no place of what the chat itself said.
  await store.changeRecording({ recordingId, remembered: true });
  const after = await store.recall(question);
  expect(after.quotations.map(({ turnId }) => turnId)).toContain(turns[0]?.id);
  expect(after.quotations.length).toBeLessThanOrEqual(20);
}, 120_000);
