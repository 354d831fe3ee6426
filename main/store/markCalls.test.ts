import { expect, test } from 'vitest';
import type { Turn } from '../../app/conversation/Turn.ts';
import { MAX_PINNED } from '../../app/memory/Evidence.ts';
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

test('no more turns are pinned than can stand before the model, nor does a file bring more', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat(...Array.from({ length: MAX_PINNED + 1 }, (_, i) => `message ${i}`));
  const pin = (turn: Turn | undefined, pinned = true) => store.setPinned({ turnId: turn!.id, pinned });
  for (const turn of turns.slice(0, MAX_PINNED)) await pin(turn);
  await expect(pin(turns.at(-1))).rejects.toMatchObject({ code: 'too-large' });
  await pin(turns[0]);
  await pin(turns[0], false);
  await pin(turns.at(-1));
  expect((await store.pinned({ conversationId: id })).quotations).toHaveLength(MAX_PINNED);

  const { fileName, text } = await store.export({ id, format: 'json' });
  const { ids } = await store.import({ fileName, text: text.replaceAll(/"pinned":\s*false/g, '"pinned":true') });
  expect((await store.pinned({ conversationId: ids[0]! })).quotations).toHaveLength(MAX_PINNED);
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
  expect(answer).toMatchObject({ source: 'voice', mediaTime: null });
  expect(turns[0]).toMatchObject({ source: 'chat', mediaTime: null });
});
