import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';
import { evidenceOf } from './testing/secretTurn.ts';

test('pinned turns of the active path are quoted, oldest first, long ones from their beginning', async () => {
  const { store, chat, say } = openTestStore();
  const { id, turns } = await chat('first', 'second', 'A sentence of many. '.repeat(200));
  for (const turn of turns.toReversed()) await store.setPinned({ turnId: turn.id, pinned: true });
  const texts = async (): Promise<string[]> =>
    (await store.pinned({ conversationId: id })).quotations.map(({ text }) => text);
  const [first, second, long] = await texts();
  expect([first, second]).toEqual(['first', 'second']);
  expect(long!.length).toBeLessThanOrEqual(2_000);
  expect(long).toMatch(/many\.$/);
  expect((await store.turn({ turnId: turns[0]!.id })).pinned).toBe(true);
  await store.setPinned({ turnId: turns[0]!.id, pinned: false });
  await say(id, turns[0]!, 'another branch');
  expect(await texts()).toEqual([]);
  await store.select({ turnId: turns[1]!.id });
  expect(await texts()).toHaveLength(2);
});

test('what the model saw is kept with its answer', async () => {
  const { store, chat } = openTestStore();
  const { turns } = await chat('question', 'answer');
  const turnId = turns[1]!.id;
  expect((await store.evidence({ turnId })).evidence).toBeNull();
  const evidence = evidenceOf(turns[0]!, undefined);
  await store.saveEvidence({ turnId, evidence: { ...evidence, earlierTurns: 7 } });
  await store.saveEvidence({ turnId, evidence });
  expect((await store.evidence({ turnId })).evidence).toEqual(evidence);
  expect((await store.turn({ turnId })).hasEvidence).toBe(true);
  const wrong = { ...evidence, earlierTurns: -1 };
  await expect(store.saveEvidence({ turnId, evidence: wrong })).rejects.toMatchObject({ code: 'bad-request' });
});

test('a turn keeps where it came from and when on that clock', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat('question');
  const mediaTime = { startMs: 1_500, endMs: 2_750.5 };
  const heard = { conversationId: id, text: 'heard', edited: false, model: null, source: 'voice', mediaTime } as const;
  const { message, answer } = await store.ask(heard);
  expect(message).toMatchObject({ source: 'voice', mediaTime });
  expect(answer).toMatchObject({ source: 'chat', mediaTime: null });
  expect(turns[0]).toMatchObject({ source: 'chat', mediaTime: null });
});
