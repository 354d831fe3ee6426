import { expect, test } from 'vitest';
import { openTestStore } from './testing/openTestStore.ts';

const MODEL_STATS = {
  promptTokens: 1,
  reusedTokens: 2,
  outputTokens: 3,
  evictedTokens: 4,
  timeToFirstTokenMs: 5,
  tokensPerSecond: 6,
};

async function branched(test: ReturnType<typeof openTestStore>): Promise<string> {
  const { id, turns } = await test.chat('Rivers', 'They run.', 'Where?', 'Down.');
  await test.say(id, turns[0]!, 'They flow.\n\n<!-- headwater:turn {} -->');
  const answer = await test.store.addTurn({
    conversationId: id,
    parentId: turns[2]!.id,
    role: 'assistant',
    text: 'To the',
    state: 'answering',
    edited: true,
    model: 'SmolLM2',
  });
  await test.store.appendText({ turnId: answer.id, at: 6, text: ' sea' });
  await test.store.setState({ turnId: answer.id, state: 'failed', stats: MODEL_STATS, problem: 'It broke.' });
  await test.say(id, null, 'Lakes');
  await test.store.select({ turnId: turns[3]!.id });
  await test.store.pin({ id, pinned: true });
  await test.store.saveDraft({ id, draft: 'unsent' });
  await test.store.setRetention({ id, retention: 'key-diversity' });
  return id;
}

test('JSON brings back every branch, in another store and beside the original', async () => {
  const source = openTestStore();
  const id = await branched(source);
  const exported = await source.store.export({ id, format: 'json' });
  const target = openTestStore();
  for (const { store } of [target, source]) {
    const { ids } = await store.import({ fileName: exported.fileName, text: exported.text });
    expect(ids).toHaveLength(1);
    expect(ids).not.toContain(id);
    expect(await store.retention({ conversationId: ids[0]! })).toEqual({ retention: 'key-diversity' });
    expect((await store.export({ id: ids[0]!, format: 'json' })).text).toBe(exported.text);
    expect((await store.page({ id: ids[0]!, limit: 9, at: null })).turns.map(({ text }) => text)).toEqual([
      'Rivers',
      'They run.',
      'Where?',
      'Down.',
    ]);
  }
  expect((await source.store.export({ id, format: 'json' })).text).toBe(exported.text);
  expect((await source.store.list({})).conversations).toHaveLength(2);
  expect((await target.store.search({ query: 'flow', limit: 5 })).hits).toHaveLength(1);
});

test('Markdown brings back the active path', async () => {
  const { store, chat } = openTestStore();
  const texts = ['Rivers\n\n## You\n\n```\ncode\n```\n', '\n\n<!-- headwater:turn {"role":"user"} -->\n', ''];
  const { id } = await chat(...texts);
  const { fileName, text } = await store.export({ id, format: 'markdown' });
  expect(fileName).toMatch(/^Rivers \d{4}-\d\d-\d\d\.md$/);
  const { ids } = await store.import({ fileName, text });
  const { turns } = await store.page({ id: ids[0]!, limit: 9, at: null });
  expect(turns.map(({ text }) => text)).toEqual(texts);
  expect(turns.map(({ source }) => source)).toEqual(['import', 'import', 'import']);
});

test('all conversations go into one file and come back', async () => {
  const source = openTestStore();
  await branched(source);
  await source.chat('Second');
  await source.store.create({});
  const { fileName, text } = await source.store.export({ id: null, format: 'json' });
  expect(fileName).toMatch(/^Headwater conversations .*\.json$/);
  const target = openTestStore();
  expect((await target.store.import({ fileName, text })).ids).toHaveLength(3);
  expect((await target.store.export({ id: null, format: 'json' })).text).toBe(text);
});

test('ids of a file never meet those that exist', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat('mine', 'yours');
  const { text } = await store.export({ id, format: 'json' });
  const file = JSON.parse(text);
  file.conversations[0].id = id;
  const [first, second] = file.conversations[0].turns;
  Object.assign(first, { id: turns[1]!.id, text: 'theirs' });
  Object.assign(second, { id: turns[0]!.id, parentId: turns[1]!.id });
  file.conversations[0].leafId = turns[0]!.id;
  await store.import({ fileName: '', text: JSON.stringify(file) });
  expect((await store.turn({ turnId: turns[0]!.id })).text).toBe('mine');
  expect((await store.page({ id, limit: 9, at: null })).turns.map(({ text }) => text)).toEqual(['mine', 'yours']);
});

test('a refused file leaves nothing behind', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat('mine');
  const file = JSON.parse((await store.export({ id, format: 'json' })).text);
  file.conversations.push({ ...file.conversations[0], leafId: 'none' });
  for (const text of [JSON.stringify(file), '# Not ours', '{}']) {
    await expect(store.import({ fileName: 'x', text })).rejects.toMatchObject({ code: 'bad-file' });
  }
  expect((await store.list({})).conversations).toHaveLength(1);
});

test('an answer being written is exported as one that was cut', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat('question');
  const answer = await store.addTurn({
    conversationId: id,
    parentId: turns[0]!.id,
    role: 'assistant',
    text: '',
    state: 'answering',
    edited: false,
    model: null,
  });
  await store.appendText({ turnId: answer.id, at: 0, text: 'so far' });
  const { ids } = await store.import({ fileName: '', text: (await store.export({ id, format: 'json' })).text });
  expect((await store.leaf({ conversationId: ids[0]! })).turn).toMatchObject({ text: 'so far', state: 'cut' });
  expect(await store.recover({})).toEqual({ cut: 1 });
});

test('times from the future become now', async () => {
  const { store, chat } = openTestStore({ now: () => 5_000 });
  const { id } = await chat('mine');
  const text = (await store.export({ id, format: 'json' })).text.replace(
    '"updatedAt":5000',
    '"updatedAt":8640000000000000',
  );
  await store.import({ fileName: '', text });
  expect((await store.list({})).conversations.map(({ updatedAt }) => updatedAt)).toEqual([5_000, 5_000]);
});

test('an export beyond the limit is refused with what to do', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat(...Array.from({ length: 12 }, () => '\u0001'.repeat(1_000_000)));
  await expect(store.export({ id, format: 'json' })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringMatching(/other format/),
  });
  await expect(store.export({ id: null, format: 'json' })).rejects.toMatchObject({
    message: expect.stringMatching(/one by one/),
  });
  expect((await store.export({ id, format: 'markdown' })).text.length).toBeGreaterThan(12_000_000);
});

test('facts, pins, what was forgotten, and times of media travel along', async () => {
  const source = openTestStore();
  const { store } = source;
  const { id } = await store.create({});
  const mediaTime = { startMs: 10, endMs: 20.5 };
  const heard = { conversationId: id, edited: false, model: null, source: 'caption', mediaTime } as const;
  const { message, answer } = await store.ask({ ...heard, text: 'The gate code is 4711.' });
  await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
  await store.learnFacts({ turnId: message.id });
  const { facts } = await store.facts({ conversationId: id, everywhere: false });
  const corrected = await store.correctFact({ id: facts[0]!.id, subject: 'gate code', value: '4712' });
  await store.setFact({ id: corrected.id, pinned: true, everywhere: true });
  await store.setPinned({ turnId: message.id, pinned: true });
  await store.forgetTurn({ turnId: answer.id });

  const target = openTestStore().store;
  for (const format of ['json', 'markdown'] as const) {
    const exported = await store.export({ id, format });
    const { ids } = await target.import(exported);
    const { turns } = await target.page({ id: ids[0]!, limit: 9, at: null });
    expect(turns).toMatchObject([
      { text: 'The gate code is 4711.', source: 'caption', mediaTime, pinned: true, forgotten: false },
      { text: '', mediaTime: null, pinned: false, forgotten: true },
    ]);
    const found = await target.facts({ conversationId: ids[0]!, everywhere: false });
    expect(found.facts).toMatchObject([
      { subject: 'gate code', value: '4712', pinned: true, everywhere: false, origin: 'person', turnId: null },
    ]);
    const history = await target.factHistory({ id: found.facts[0]!.id });
    expect(history.facts.map(({ value, turnId }) => [value, turnId])).toEqual(
      format === 'json' ? [['4711', turns[0]!.id]] : [],
    );
    if (format === 'json') expect((await target.export({ id: ids[0]!, format })).text).toBe(exported.text);
  }
});

test('a file of the first version is still read', async () => {
  const { store, chat } = openTestStore();
  const { id } = await chat('mine', 'yours');
  const file = JSON.parse((await store.export({ id, format: 'json' })).text);
  file.version = 1;
  delete file.conversations[0].facts;
  for (const turn of file.conversations[0].turns)
    for (const key of ['mediaTime', 'pinned', 'forgotten']) delete turn[key];
  const { ids } = await store.import({ fileName: '', text: JSON.stringify(file) });
  expect((await store.page({ id: ids[0]!, limit: 9, at: null })).turns.map(({ text }) => text)).toEqual([
    'mine',
    'yours',
  ]);
});
