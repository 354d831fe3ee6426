import { expect, test } from 'vitest';
import { NEW_TITLE } from '../../app/conversation/titleFrom.ts';
import { openTestStore } from './testing/openTestStore.ts';

const asked = { edited: false, model: 'SmolLM2', source: 'voice', mediaTime: { startMs: 0, endMs: 900 } } as const;

test('an answer that was interrupted ends where it was heard, and the rest is found by nobody', async () => {
  const { store } = openTestStore();
  const { id } = await store.create({});
  const { message, answer } = await store.ask({ ...asked, conversationId: id, text: 'What is rain?' });
  expect([message.source, answer.source, message.mediaTime]).toEqual(['voice', 'voice', { startMs: 0, endMs: 900 }]);
  await store.appendText({ turnId: answer.id, at: 0, text: 'Rain falls from clouds. Hailstones are rarer.' });
  await expect(store.cutAnswer({ turnId: answer.id, length: 10, state: 'interrupted' })).rejects.toMatchObject({ code: 'bad-request' });
  await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
  const cut = await store.cutAnswer({ turnId: answer.id, length: 23, state: 'interrupted' });
  expect(cut).toMatchObject({ text: 'Rain falls from clouds.', state: 'interrupted' });
  expect((await store.search({ query: 'hailstones', limit: 5 })).hits).toEqual([]);
  expect((await store.search({ query: 'clouds', limit: 5 })).hits).toHaveLength(1);
  // Nobody interrupted it: the person went away.
  expect(await store.cutAnswer({ turnId: answer.id, length: 4, state: 'stopped' })).toMatchObject({ text: 'Rain', state: 'stopped' });
  const { passages } = await store.unembedded({ model: 'm', limit: 10 });
  expect(passages.map(({ text }) => text).join()).not.toContain('Hail');
});

test('an answer that was forgotten while it was spoken stays forgotten', async () => {
  const { store } = openTestStore();
  const { id } = await store.create({});
  const { answer } = await store.ask({ ...asked, conversationId: id, text: 'What is rain?' });
  await store.appendText({ turnId: answer.id, at: 0, text: 'Rain falls.' });
  await store.setState({ turnId: answer.id, state: 'complete', stats: null, problem: null });
  await store.forgetTurn({ turnId: answer.id });
  expect(await store.cutAnswer({ turnId: answer.id, length: 4, state: 'interrupted' })).toMatchObject({ text: '', forgotten: true, state: 'complete' });
});

test('a message that is taken back leaves nothing: no turn, no words, no fact, no title', async () => {
  const test = openTestStore();
  const { store } = test;
  const { id } = await store.create({});
  const first = await store.ask({ ...asked, conversationId: id, text: 'My dog is called Rex.', messageId: 'chosen' });
  expect(first.message.id).toBe('chosen');
  await store.learnFacts({ turnId: first.message.id });
  await expect(store.takeBack({ turnId: 'chosen' })).rejects.toMatchObject({ code: 'busy' });
  await store.setState({ turnId: first.answer.id, state: 'stopped', stats: null, problem: null });
  await store.takeBack({ turnId: 'chosen' });
  expect((await store.page({ id, limit: 10, at: null })).turns).toEqual([]);
  expect((await store.facts({ conversationId: id, leafId: null, everywhere: false })).facts).toEqual([]);
  expect((await store.search({ query: 'Rex', limit: 5 })).hits).toEqual([]);
  expect((await store.unembedded({ model: 'm', limit: 10 })).passages).toEqual([]);
  expect((await store.list({})).conversations[0]).toMatchObject({ title: NEW_TITLE, turnCount: 0 });
  // What stood before it is the end again, and its name is free.
  const kept = await store.ask({ ...asked, conversationId: id, text: 'Hello.' });
  await store.setState({ turnId: kept.answer.id, state: 'complete', stats: null, problem: null });
  const second = await store.ask({ ...asked, conversationId: id, text: 'My cat is Tom.', messageId: 'chosen' });
  await store.setState({ turnId: second.answer.id, state: 'stopped', stats: null, problem: null });
  await store.takeBack({ turnId: 'chosen' });
  expect((await store.leaf({ conversationId: id })).turn?.id).toBe(kept.answer.id);
});
