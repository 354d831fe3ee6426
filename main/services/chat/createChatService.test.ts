import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { chatService, type ChatEvent } from '../../../app/contract/services/chat.ts';
import type { Client } from '../../../app/contract/Service.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { Settings } from '../../../app/settings/Settings.ts';
import { createStore } from '../../store/createStore.ts';
import { storeService } from '../../store/storeService.ts';
import { createMemoryService, type Memory } from '../memory/createMemoryService.ts';
import { noEmbedder } from '../memory/noEmbedder.test-helper.ts';
import { createChatService, type Chat } from './createChatService.ts';
import { scriptedEngine, type ScriptedEngine } from './scriptedEngine.test-helper.ts';

const WORDS = ['One', ' two', ' three'];
let folder: string;
let store: Client<typeof storeService>;
let engine: ScriptedEngine | null;
let chat: Chat;
let memory: Memory;
let client: Client<typeof chatService>;
let conversationId: string;
let waiting: ((engine: ScriptedEngine) => void)[];
/** calls of the store that a test replaces: slow ones, and those of a full disk */
let instead: Partial<Client<typeof storeService>>;
/** whether an engine was asked for that tells more than logits, for each answer */
let settings: Settings;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-chat-'));
  const [near, far] = memoryChannelPair();
  serveService(far, storeService, createStore(join(folder, 'headwater.db')));
  store = connectService(near, storeService);
  engine = scriptedEngine(WORDS);
  waiting = [];
  instead = {};
  settings = Settings.parse({});
  memory = createMemoryService({
    store,
    embedder: noEmbedder,
    settings: () => settings,
    whenReady: () => Promise.reject(new Error('Nobody looks through the lens here.')),
    isAnswering: () => chat.isAnswering(),
    stop: (id) => chat.stop(id),
    turnChanged: (id) => chat.turnChanged(id),
    forgetCaches: () => Promise.resolve(),
    erased: (id) => chat.reopen(id),
    diskBytes: () => Promise.resolve(0),
  });
  chat = createChatService({
    store: new Proxy(store, { get: (real, name: keyof typeof store) => instead[name] ?? real[name] }),
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
    memory,
    settings: () => settings,
    changed: () => undefined,
  });
  const [window, host] = memoryChannelPair();
  serveService(host, chatService, chat.handlers);
  client = connectService(window, chatService);
  conversationId = (await store.create({})).id;
});
afterEach(async () => {
  await chat.close();
  await memory.close();
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

test('a turn on another branch is revealed to every window, and the answer on this one is stopped', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  const first = await last();
  await client.regenerate({ turnId: first.id });
  const events = watch();
  await expect.poll(() => events.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
  await chat.reveal((await last()).id); // it is shown already
  expect(engine?.open()).toBe(1);
  await chat.reveal(first.id);
  expect((await last()).id).toBe(first.id);
  await expect.poll(() => events.at(-1)).toMatchObject({ kind: 'opened', answering: null });
  await expect.poll(() => engine?.open()).toBe(0);
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

/** Holds back one kind of call until `go` is called; `asked` resolves when the first one has come. */
function hold<K extends 'tail' | 'queue'>(name: K): { asked: Promise<void>; go: () => void } {
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const call = store[name] as (params: unknown) => Promise<unknown>;
  const held = async (params: unknown): Promise<unknown> => {
    const result = call(params);
    instead = {};
    asked.resolve();
    return gate.promise.then(() => result);
  };
  instead = { [name]: held };
  return {
    asked: asked.promise,
    go: () => gate.resolve(),
  };
}
const fullDisk = (): Promise<never> => Promise.reject(new AppError('disk-full', 'The disk is full.'));

test('a stop while the prompt is still being read is not missed', async () => {
  const tail = hold('tail');
  await client.send({ conversationId, text: 'Count.' });
  await tail.asked;
  const stopped = client.stop({ conversationId });
  await new Promise((resolve) => setTimeout(resolve, 0));
  tail.go();
  await stopped;
  expect(await states()).toEqual(['complete', 'stopped']);
  expect(engine?.prompts).toEqual([]);
});

test('a stop between an answer and the waiting message leaves that waiting', async () => {
  await client.send({ conversationId, text: 'First.' });
  await client.send({ conversationId, text: 'Second.' });
  const queue = hold('queue');
  steps(3);
  await queue.asked;
  const [message] = await path();
  const edited = client.edit({ turnId: message?.id ?? '', text: 'Changed.', answer: false });
  await new Promise((resolve) => setTimeout(resolve, 0));
  queue.go();
  await edited;
  expect(await texts()).toEqual(['Changed.']);
  expect((await store.queue({ conversationId })).queue.map(({ text }) => text)).toEqual(['Second.']);
  expect(engine?.open()).toBe(0);
});

test('a message sent while the empty queue is read is answered, in its place', async () => {
  await client.send({ conversationId, text: 'First.' });
  const queue = hold('queue');
  steps(3);
  await queue.asked;
  expect(await client.send({ conversationId, text: 'Second.' })).toEqual({ queued: true });
  queue.go();
  steps(3);
  await expect.poll(texts).toEqual(['First.', 'One two three', 'Second.', 'One two three']);
});

test('a message is stored with its answer or not at all, so that sending it again does not double it', async () => {
  instead = { addTurn: fullDisk, ask: fullDisk };
  await expect(client.send({ conversationId, text: 'Count.' })).rejects.toMatchObject({ code: 'disk-full' });
  expect(await texts()).toEqual([]);
  instead = { addTurn: (turn) => (turn.role === 'assistant' ? fullDisk() : store.addTurn(turn)) };
  await client.send({ conversationId, text: 'Count.' }).catch(() => client.send({ conversationId, text: 'Count.' }));
  expect((await texts()).filter((text) => text === 'Count.')).toEqual(['Count.']);
});

test('an end that could not be stored is stored later, and the answer can be continued at once', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(1);
  await expect.poll(texts).toEqual(['Count.', 'One']);
  instead = { setState: fullDisk };
  await client.stop({ conversationId });
  expect(await states()).toEqual(['complete', 'answering']);
  instead = {};
  const events = watch();
  await expect.poll(() => events[0]).toMatchObject({ kind: 'opened', answering: null });
  expect(await states()).toEqual(['complete', 'stopped']);

  instead = { setState: fullDisk };
  await expect(client.continue({ turnId: (await last()).id })).rejects.toMatchObject({ code: 'disk-full' });
  instead = {};
  await store.setState({ turnId: (await last()).id, state: 'answering', stats: null, problem: null });
  await client.continue({ turnId: (await last()).id });
  steps(3);
  await expect.poll(texts).toEqual(['Count.', 'OneOne two three']);
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

test('what stays in the live cache is what the conversation chose, and else what the settings say', async () => {
  const asked = async (): Promise<void> => {
    await client.send({ conversationId, text: 'Count.' });
    steps(3);
    await expect.poll(async () => (await last()).state).toBe('complete');
  };
  await asked();
  settings = { ...settings, retention: 'key-diversity' };
  await asked();
  await store.setRetention({ id: conversationId, retention: 'entropy' });
  await asked();
  await store.setRetention({ id: conversationId, retention: null });
  await asked();
  expect(engine?.policies).toEqual(['sinks', 'key-diversity', 'entropy', 'key-diversity']);
});

test('what is forgotten while it is to be read ahead is not read', async () => {
  await client.send({ conversationId, text: 'Count.' });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  const { promise: gathered, resolve: go } = Promise.withResolvers<void>();
  // The path was read, and then looking for what is remembered takes a while.
  const tail: typeof store.tail = async (params) => {
    const found = await store.tail(params);
    await gathered;
    return found;
  };
  Object.assign(instead, { tail });
  const reading = chat.spoken.readAhead(conversationId, null, new AbortController().signal);
  await memory.handlers.forgetTurn({ turnId: (await path())[0]!.id });
  go();
  await reading;
  expect(engine?.ahead).toEqual([]);
});

/** Asks in a conversation for what was told in another one. Returns the message that told it. */
async function askAcross(): Promise<Turn> {
  settings = Settings.parse({ rememberEverywhere: true });
  await client.send({ conversationId, text: 'The zebra is called Quux.' });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'complete']);
  const [told] = await path();
  conversationId = (await store.create({})).id;
  await client.send({ conversationId, text: 'What is the zebra called?' });
  return told!;
}

test('an answer ends unwritten when a message of another conversation that it goes by is forgotten meanwhile', async () => {
  const told = await askAcross();
  await expect.poll(() => engine?.prompts.length).toBe(2);
  await memory.handlers.forgetTurn({ turnId: told.id });
  steps(3);
  await expect.poll(states).toEqual(['complete', 'failed']);
  expect(await last()).toMatchObject({ text: '', problem: expect.stringMatching(/forgotten meanwhile/) });
  expect(JSON.stringify(await store.evidence({ turnId: (await last()).id }))).not.toContain('Quux');
});

test('an answer that goes by a message of another conversation stops when that is forgotten', async () => {
  const told = await askAcross();
  steps(1);
  await expect.poll(texts).toEqual(['What is the zebra called?', 'One']);
  await memory.handlers.forgetTurn({ turnId: told.id });
  expect(await states()).toEqual(['complete', 'stopped']);
  expect(await texts()).toEqual(['What is the zebra called?', 'One']);
});

test('an answer that goes by another conversation stops when that is erased', async () => {
  const told = await askAcross();
  steps(1);
  await expect.poll(texts).toEqual(['What is the zebra called?', 'One']);
  await store.remove({ id: told.conversationId });
  // Until it is erased it may come back.
  expect(await states()).toEqual(['complete', 'answering']);
  const { ids, seenIn } = await store.purge({ removedBefore: Date.now() + 1 });
  await memory.erased(seenIn, ids);
  expect(await states()).toEqual(['complete', 'stopped']);
  steps(2);
  expect(await texts()).toEqual(['What is the zebra called?', 'One']);
});
