import { expect, test } from 'vitest';
import type { Turn } from '../../app/conversation/Turn.ts';
import { openTestStore, type TestStore } from './testing/openTestStore.ts';

const pathOf = async ({ store }: TestStore, id: string): Promise<string[]> =>
  (await store.page({ id, limit: 500, at: null })).turns.map(({ text }) => text);

async function answering(test: TestStore, text = ''): Promise<{ id: string; answer: Turn }> {
  const { id, turns } = await test.chat('question');
  const answer = await test.store.addTurn({
    conversationId: id,
    parentId: turns[0]!.id,
    role: 'assistant',
    text,
    state: 'answering',
    edited: false,
    model: 'SmolLM2',
  });
  return { id, answer };
}

test('edits make siblings, and each knows its neighbours', async () => {
  const test = openTestStore();
  const { store, say } = test;
  const { id, turns } = await test.chat('one', 'two', 'three', 'four');
  const otherTwo = await say(id, turns[0]!, 'other two');
  expect(otherTwo.siblings).toEqual({ index: 1, count: 2, previousId: turns[1]!.id, nextId: null });
  expect((await store.turn({ turnId: turns[1]!.id })).siblings).toEqual({
    index: 0,
    count: 2,
    previousId: null,
    nextId: otherTwo.id,
  });
  expect(await pathOf(test, id)).toEqual(['one', 'other two']);
  const otherOne = await say(id, null, 'other one');
  expect(otherOne.siblings).toEqual({ index: 1, count: 2, previousId: turns[0]!.id, nextId: null });
  expect(await pathOf(test, id)).toEqual(['other one']);
  expect((await store.list({})).conversations[0]?.turnCount).toBe(1);
});

test('selecting a sibling shows the newest turn below it, and changes nothing when it is shown already', async () => {
  const test = openTestStore();
  const { store, say } = test;
  const { id, turns } = await test.chat('1', '2', '3', '4');
  const other = await say(id, turns[0]!, '2b');
  await store.select({ turnId: turns[1]!.id });
  expect(await pathOf(test, id)).toEqual(['1', '2', '3', '4']);
  // 2 has 3-4 below it, and now also the younger 3b; what was written last wins, although 3c is a younger sibling.
  const b3 = await say(id, turns[1]!, '3b');
  await say(id, turns[1]!, '3c');
  await say(id, b3, '4b');
  await store.select({ turnId: other.id });
  expect(await pathOf(test, id)).toEqual(['1', '2b']);
  await store.select({ turnId: turns[1]!.id });
  expect(await pathOf(test, id)).toEqual(['1', '2', '3b', '4b']);
  await store.reveal({ turnId: turns[1]!.id });
  expect(await pathOf(test, id)).toEqual(['1', '2', '3b', '4b']);
  await store.reveal({ turnId: turns[3]!.id });
  expect(await pathOf(test, id)).toEqual(['1', '2', '3', '4']);
  expect((await store.leaf({ conversationId: id })).turn?.id).toBe(turns[3]!.id);
});

test('the active path is that of its leaf after any sequence of turns and choices', async () => {
  const test = openTestStore();
  const { store, say } = test;
  const { id } = await store.create({});
  let seed = 5;
  const pick = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(seed / 65_536) % n;
  };
  const turns = new Map<string, Turn>();
  for (let i = 0; i < 200; i++) {
    const all = [...turns.values()];
    const some = all[pick(all.length || 1)];
    if (i > 3 && pick(3) === 0) await store.select({ turnId: some!.id });
    else {
      const added = await say(id, pick(8) === 0 ? null : (some ?? null), String(i));
      turns.set(added.id, added);
    }
    const { turn: leaf } = await store.leaf({ conversationId: id });
    const expected: string[] = [];
    for (let t: Turn | undefined = turns.get(leaf!.id); t; t = turns.get(t.parentId ?? '')) expected.unshift(t.text);
    expect(await pathOf(test, id)).toEqual(expected);
    expect((await store.list({})).conversations[0]?.turnCount).toBe(expected.length);
  }
});

test('an answer grows by pieces and is one text at any time', async () => {
  const test = openTestStore();
  const { store } = test;
  const { id, answer } = await answering(test, 'So: ');
  await store.appendText({ turnId: answer.id, at: 4, text: 'rivers 😀 ' });
  await store.appendText({ turnId: answer.id, at: 14, text: '' });
  await store.appendText({ turnId: answer.id, at: 14, text: 'run\0.' });
  const text = 'So: rivers 😀 run\0.';
  expect((await store.turn({ turnId: answer.id })).text).toBe(text);
  expect(await pathOf(test, id)).toEqual(['question', text]);
  const ended = await store.setState({ turnId: answer.id, state: 'stopped', stats: null, problem: null });
  expect(ended).toMatchObject({ text, state: 'stopped', model: 'SmolLM2' });

  await store.setState({ turnId: answer.id, state: 'answering', stats: null, problem: null });
  await store.appendText({ turnId: answer.id, at: text.length, text: ' On.' });
  const stats = {
    promptTokens: 1,
    reusedTokens: 2,
    outputTokens: 3,
    evictedTokens: 4,
    timeToFirstTokenMs: 5.5,
    tokensPerSecond: 6.5,
  };
  expect(await store.setState({ turnId: answer.id, state: 'complete', stats, problem: null })).toMatchObject({
    text: `${text} On.`,
    stats,
  });
  expect((await store.search({ query: 'rivers on', limit: 5 })).hits).toHaveLength(1);
});

test('a gap, an ended answer and an endless one are refused, and what is there stays', async () => {
  const test = openTestStore();
  const { store } = test;
  const { answer } = await answering(test);
  await store.appendText({ turnId: answer.id, at: 0, text: 'abc' });
  for (const at of [0, 2, 4]) {
    await expect(store.appendText({ turnId: answer.id, at, text: 'x' })).rejects.toMatchObject({
      code: 'bad-request',
      details: { at, stored: 3 },
    });
  }
  await expect(store.appendText({ turnId: answer.id, at: 3, text: 'x'.repeat(999_998) })).rejects.toMatchObject({
    code: 'bad-request',
  });
  await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
  await expect(store.appendText({ turnId: answer.id, at: 3, text: 'x' })).rejects.toMatchObject({
    code: 'bad-request',
  });
  expect((await store.turn({ turnId: answer.id })).text).toBe('abc');
});

test('a turn cannot hang below one of another conversation', async () => {
  const test = openTestStore();
  const { turns } = await test.chat('here');
  const { id } = await test.store.create({});
  await expect(test.say(id, turns[0]!, 'there')).rejects.toMatchObject({ code: 'bad-request' });
  expect(await pathOf(test, id)).toEqual([]);
});

test('answers that were being written are marked as cut, can be found, and can be continued', async () => {
  const test = openTestStore();
  const { answer } = await answering(test);
  await test.store.appendText({ turnId: answer.id, at: 0, text: 'half an answer' });
  await test.close();
  const { store } = openTestStore({ file: test.file });
  expect(await store.recover({})).toEqual({ cut: 1 });
  expect(await store.recover({})).toEqual({ cut: 0 });
  expect(await store.turn({ turnId: answer.id })).toMatchObject({
    state: 'cut',
    text: 'half an answer',
    problem: expect.stringMatching(/kept/),
  });
  expect((await store.search({ query: 'half', limit: 5 })).hits).toMatchObject([{ turnId: answer.id }]);
  await store.setState({ turnId: answer.id, state: 'answering', stats: null, problem: null });
  await store.appendText({ turnId: answer.id, at: 14, text: ' and more' });
  expect(await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null })).toMatchObject({
    text: 'half an answer and more',
    problem: null,
  });
});

test('a message is added with its empty answer in one step, with the text that it has in the queue by now', async () => {
  const { store } = openTestStore();
  const { id: conversationId } = await store.create({});
  const { message, answer } = await store.ask({ conversationId, text: 'First', edited: false, model: 'A model' });
  expect(message).toMatchObject({ role: 'user', text: 'First', state: 'complete', parentId: null, model: null });
  expect(answer).toMatchObject({ role: 'assistant', text: '', state: 'answering', parentId: message.id, model: 'A model' });

  const { id: queuedId } = await store.enqueue({ conversationId, text: 'Second' });
  await store.editQueued({ id: queuedId, text: 'Second, changed' });
  const ask = { conversationId, text: 'Second', edited: false, model: null, queuedId };
  expect((await store.ask(ask)).message).toMatchObject({ text: 'Second, changed', parentId: answer.id });
  expect((await store.queue({ conversationId })).queue).toEqual([]);
  await expect(store.ask(ask)).rejects.toMatchObject({ code: 'not-found' });
  expect((await store.page({ id: conversationId, limit: 10, at: null })).turns).toHaveLength(4);

  const sibling = await store.ask({ conversationId, parentId: null, text: 'Zeroth', edited: true, model: null });
  expect(sibling.message.siblings).toMatchObject({ index: 1, count: 2, previousId: message.id });

  await store.remove({ id: conversationId });
  await expect(store.ask({ conversationId, text: 'Late', edited: false, model: null })).rejects.toThrow(/was deleted/);
  await store.restore({ id: conversationId });
  expect((await store.page({ id: conversationId, limit: 10, at: null })).turns).toHaveLength(2);
});
