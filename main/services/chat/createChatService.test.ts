import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { chatService, type ChatEvent } from '../../../app/contract/services/chat.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { Settings } from '../../../app/settings/Settings.ts';
import { createStore } from '../../store/createStore.ts';
import { storeService } from '../../store/storeService.ts';
import { createChatService, type Chat } from './createChatService.ts';
import { scriptedEngine, type ScriptedEngine } from './scriptedEngine.test-helper.ts';

const WORDS = ['One', ' two', ' three'];
let folder: string;
let store: Client<typeof storeService>;
let engine: ScriptedEngine | null;
let chat: Chat;
let client: Client<typeof chatService>;
let conversationId: string;
let waiting: ((engine: ScriptedEngine) => void)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-chat-'));
  const [near, far] = memoryChannelPair();
  serveService(far, storeService, createStore(join(folder, 'headwater.db')));
  store = connectService(near, storeService);
  engine = scriptedEngine(WORDS);
  waiting = [];
  chat = createChatService({
    store,
    models: {
      engine: () => engine?.client ?? null,
      whenReady: (signal) =>
        new Promise((resolve, reject) => {
          if (engine) return resolve(engine.client);
          waiting.push((ready) => resolve(ready.client));
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
          return undefined;
        }),
      name: () => 'Scripted',
    },
    settings: () => Settings.parse({}),
    changed: () => undefined,
  });
  const [window, host] = memoryChannelPair();
  serveService(host, chatService, chat.handlers);
  client = connectService(window, chatService);
  conversationId = (await store.create({})).id;
});
afterEach(async () => {
  await chat.close();
  await store.close({});
  rmSync(folder, { recursive: true });
});

const path = async (): Promise<Turn[]> => (await store.page({ id: conversationId, limit: 100, at: null })).turns;
const texts = async (): Promise<string[]> => (await path()).map(({ text }) => text);
const states = async (): Promise<string[]> => (await path()).map(({ state }) => state);
const steps = (count: number): void => {
  for (let step = 0; step < count; step++) engine?.step();
};
const last = async (): Promise<Turn> => (await path()).at(-1) as Turn;

/** Reads the window's stream into a list, until the test ends. */
function watch(): ChatEvent[] {
  const events: ChatEvent[] = [];
  void (async () => {
    for await (const event of client.watch({ conversationId })) events.push(event);
  })().catch(() => undefined);
  return events;
}

test('a message is answered, word by word, and stored', async () => {
  const events = watch();
  await expect.poll(() => events[0]?.kind).toBe('opened');
  expect(await client.send({ conversationId, text: 'Count.' })).toEqual({ queued: false });
  steps(3);
  await expect.poll(texts).toEqual(['Count.', 'One two three']);
  await expect.poll(states).toEqual(['complete', 'complete']);
  await expect.poll(() => events.at(-1)).toEqual({ kind: 'activity', activity: { kind: 'idle' } });
  const written = events.filter((event) => event.kind === 'text');
  expect(written.map(({ text }) => text).join('')).toBe('One two three');
  expect(written[0]?.at).toBe(0);
  expect((await last()).stats?.outputTokens).toBe(3);
  expect(engine?.prompts).toEqual([[{ id: expect.any(String), role: 'user', text: 'Count.' }]]);
});

test('stop keeps what was written, at once, and continue goes on from there', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(2);
  await expect.poll(() => engine?.prompts.length).toBe(1);
  await expect.poll(texts).toEqual(['Count.', 'One two']);
  await client.stop({ conversationId });
  expect(await states()).toEqual(['complete', 'stopped']);
  await expect.poll(() => engine?.open()).toBe(0);

  await client.continue({ turnId: (await last()).id });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  expect(await texts()).toEqual(['Count.', 'One twoOne two three']);
  expect(engine?.prompts[1]?.at(-1)).toMatchObject({ role: 'assistant', text: 'One two' });
});

test('an answer cut by a crash is kept, marked, and can be continued by the next engine', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(1);
  await expect.poll(texts).toEqual(['Count.', 'One']);
  const crashed = engine;
  engine = null;
  crashed?.crash();
  await expect.poll(states).toEqual(['complete', 'cut']);
  expect((await last()).problem).toContain('kept');

  await client.continue({ turnId: (await last()).id });
  const events = watch();
  await expect.poll(() => events[0]).toMatchObject({ kind: 'opened', activity: { kind: 'waiting' } });
  engine = scriptedEngine(WORDS);
  waiting.forEach((ready) => ready(engine as ScriptedEngine));
  steps(3);
  await expect.poll(texts).toEqual(['Count.', 'OneOne two three']);
});

test('a message sent while another is answered waits its turn', async () => {
  await client.send({ conversationId, text: 'First.' });
  expect(await client.send({ conversationId, text: 'Second.' })).toEqual({ queued: true });
  expect(await client.send({ conversationId, text: 'Third.' })).toEqual({ queued: true });
  const { queue } = await store.queue({ conversationId });
  expect(queue.map(({ text }) => text)).toEqual(['Second.', 'Third.']);
  await client.editQueued({ id: queue[0]?.id ?? '', text: 'Second, changed.' });
  await client.removeQueued({ id: queue[1]?.id ?? '' });
  steps(6);
  await expect.poll(texts).toEqual(['First.', 'One two three', 'Second, changed.', 'One two three']);
  await expect.poll(states).toEqual(['complete', 'complete', 'complete', 'complete']);
  expect((await store.queue({ conversationId })).queue).toEqual([]);
});

test('a queued message sent now stops the answer being written', async () => {
  await client.send({ conversationId, text: 'First.' });
  steps(1);
  await expect.poll(texts).toEqual(['First.', 'One']);
  await client.send({ conversationId, text: 'Now.' });
  const { queue } = await store.queue({ conversationId });
  await client.sendQueuedNow({ conversationId, id: queue[0]?.id ?? '' });
  steps(3);
  await expect.poll(texts).toEqual(['First.', 'One', 'Now.', 'One two three']);
  await expect.poll(states).toEqual(['complete', 'stopped', 'complete', 'complete']);
});

test('regenerate and edit make siblings; select shows the other one', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  const [message, first] = await path();
  await client.regenerate({ turnId: first?.id ?? '' });
  steps(3);
  await expect.poll(async () => (await last()).state).toBe('complete');
  expect((await last()).siblings).toMatchObject({ index: 1, count: 2, previousId: first?.id });

  await client.edit({ turnId: message?.id ?? '', text: 'Count again.', answer: true });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  expect(await texts()).toEqual(['Count again.', 'One two three']);
  await client.select({ turnId: first?.id ?? '' });
  expect((await path()).map(({ id }) => id)).toEqual([message?.id, first?.id]);

  await client.edit({ turnId: first?.id ?? '', text: 'Uno.', answer: false });
  expect(await texts()).toEqual(['Count.', 'Uno.']);
  expect((await last()).edited).toBe(true);
});

test('a window that comes in mid-answer gets the text so far and then only what follows', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(2);
  await expect.poll(texts).toEqual(['Count.', 'One two']);
  const events = watch();
  await expect.poll(() => events[0]).toMatchObject({ kind: 'opened', answering: { text: 'One two' } });
  steps(1);
  await expect.poll(() => events.find((event) => event.kind === 'text')).toMatchObject({ at: 7, text: ' three' });
});

test('a window that comes after the answer sees what the model sees, until the engine is gone', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  const first = watch();
  await expect.poll(() => first[0]).toMatchObject({ kind: 'opened', usage: { regions: { recent: 10 } } });
  chat.forgetUsage();
  const second = watch();
  await expect.poll(() => second[0]).toMatchObject({ kind: 'opened', usage: null });
});

test('what cannot be done is refused with a sentence', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  await expect(client.continue({ turnId: (await last()).id })).rejects.toMatchObject({ code: 'bad-request' });
  const [message] = await path();
  await expect(client.regenerate({ turnId: message?.id ?? '' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(client.stop({ conversationId: 'unknown' })).resolves.toEqual({});
  await expect(client.continue({ turnId: 'unknown' })).rejects.toMatchObject({ code: 'not-found' });
});
