import { expect, test } from 'vitest';
import type { RecallRequest } from './recall.ts';
import { evidenceOf } from './testing/secretTurn.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

const request = (conversationId: string, query: string, more: Partial<RecallRequest> = {}): RecallRequest => ({
  conversationId,
  leafId: null,
  query,
  vector: null,
  model: 'test',
  everywhere: false,
  limit: 20,
  excludeTurnIds: [],
  ...more,
});

async function record({ store }: TestStore, remembered: boolean, texts: readonly string[]): Promise<string> {
  const { id } = await store.addRecording({ title: 'Meeting', source: 'microphone', keptSound: false, remembered });
  for (let at = 0; at < texts.length; at += 400) {
    const lines = texts.slice(at, at + 400).map((text, i) => ({
      id: `${id}-${at + i}-0`,
      startMs: (at + i) * 4_000,
      endMs: (at + i) * 4_000 + 3_000,
      text,
      words: [],
      speaker: null,
    }));
    await store.addLines({ recordingId: id, lines });
  }
  return id;
}

test('a line of a remembered recording is recalled with its time and source; of another one never', async () => {
  const test = openTestStore({ now: () => 1_000_000 });
  const { store } = test;
  const { id } = await test.chat('Hello.', 'Hello to you.');
  const remembered = await record(test, true, ['Good morning.', 'The budget of the museum is four million.']);
  const secret = await record(test, false, ['The budget of the museum is a secret.']);

  const { quotations } = await store.recall(request(id, 'What is the budget of the museum?'));
  expect(quotations).toEqual([
    {
      turnId: `${remembered}-1-0`,
      conversationId: remembered,
      role: 'user',
      source: 'caption',
      createdAt: 1_004_000,
      text: 'The budget of the museum is four million.',
      score: expect.any(Number),
    },
  ]);
  // Also not when everything of the other chats is recalled.
  const everywhere = await store.recall(request(id, 'What is the budget of the museum?', { everywhere: true }));
  expect(everywhere).toEqual({ quotations });

  await store.changeRecording({ recordingId: remembered, remembered: false });
  await store.changeRecording({ recordingId: secret, remembered: true });
  const found = await store.recall(request(id, 'budget museum'));
  expect(found.quotations.map(({ turnId }) => turnId)).toEqual([`${secret}-0-0`]);
  await store.removeRecording({ recordingId: secret });
  expect(await store.recall(request(id, 'budget museum', { everywhere: true }))).toEqual({ quotations: [] });
});

test('only what is remembered has vectors, from the moment it is, and by them it is found', async () => {
  const test = openTestStore();
  const { store } = test;
  const { id } = await test.chat('Hello.');
  const recording = await record(test, false, ['Ships are leaving.', 'Bread is baked.']);
  const waiting = async (): Promise<string[]> => {
    await store.makePassages({ turns: 100 });
    return (await store.unembedded({ model: 'test', limit: 100 })).passages.map(({ text }) => text);
  };
  expect(await waiting()).toEqual(['Hello.']);
  await store.changeRecording({ recordingId: recording, remembered: true });
  expect(await waiting()).toEqual(['Bread is baked.', 'Ships are leaving.', 'Hello.']);
  const { passages } = await store.unembedded({ model: 'test', limit: 100 });
  const unit = (place: number) => Float32Array.from({ length: 4 }, (_, i) => Number(i === place));
  for (const [place, { passageId }] of passages.entries()) {
    await store.saveVectors({ model: 'test', passageIds: [passageId], vectors: new Uint8Array(unit(place).buffer) });
  }
  const vector = new Uint8Array(unit(1).buffer);
  const { quotations } = await store.recall(request(id, 'vessels depart', { vector }));
  expect(quotations.map(({ text }) => text)).toEqual(['Ships are leaving.']);
  await store.changeRecording({ recordingId: recording, remembered: false });
  expect(await waiting()).toEqual([]);
  expect((await store.recall(request(id, 'vessels depart', { vector }))).quotations).toEqual([]);
});

test('hours of captions leave what the chat says about itself as it is, and add a few lines at most', async () => {
  const test = openTestStore();
  const { store } = test;
  const cargo = 'apples bricks copper dates eggs flour grapes honey iron juniper kelp lemons'.split(' ');
  const { id } = await test.chat(...cargo.flatMap((load, i) => [`Our boat ${i} brings ${load} to ${cargo.at(i - 5)} quay.`, `Noted, ${load}.`]));
  const ask = async () => (await store.recall(request(id, 'Which boat brings what to the quay?'))).quotations;
  const before = await ask();
  expect(before.length).toBeGreaterThan(5);
  await record(test, true, Array.from({ length: 3_000 }, (_, i) => `That boat ${i} brings what it brings to the quay, and the boat is late.`));
  const after = await ask();
  const own = after.filter(({ source }) => source !== 'caption');
  // Scores as well: they do not depend on what was heard.
  expect(own).toEqual(before.slice(0, own.length));
  expect(own.length).toBe(Math.min(before.length, 20 - (after.length - own.length)));
  expect(after.length - own.length).toBeGreaterThan(0);
  expect(after.length - own.length).toBeLessThanOrEqual(4);
});

test('a caption that was recalled is forgotten like any message: its words go from what answers saw, too', async () => {
  const test = openTestStore();
  const { store } = test;
  const { id, turns } = await test.chat('What about the museum?', 'Four million.');
  const recording = await record(test, true, ['The museum costs four million.']);
  const { quotations } = await store.recall(request(id, 'museum costs'));
  const [quotation] = quotations.filter(({ source }) => source === 'caption');
  if (!quotation) throw new Error('The line was not recalled.');
  const evidence = { ...evidenceOf(turns[0]!, undefined), recalled: [quotation] };
  await store.saveEvidence({ turnId: turns[1]!.id, evidence });
  const { seenIn } = await store.forgetTurn({ turnId: `${recording}-0-0` });
  expect(seenIn).toEqual([id]);
  expect((await store.evidence({ turnId: turns[1]!.id })).evidence?.recalled).toMatchObject([{ text: '' }]);
  expect((await store.lines({ recordingId: recording, from: 0, limit: 5 })).lines).toEqual([]);
});
