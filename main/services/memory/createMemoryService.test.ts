import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { connectService } from '../../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../../app/contract/memoryChannelPair.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { serveService } from '../../../app/contract/serveService.ts';
import { memoryService, type MemoryState } from '../../../app/contract/services/memory.ts';
import type { Turn } from '../../../app/conversation/Turn.ts';
import { noMemory } from '../../../app/memory/noMemory.ts';
import { Settings } from '../../../app/settings/Settings.ts';
import { createStore } from '../../store/createStore.ts';
import { storeService } from '../../store/storeService.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { createMemoryService } from './createMemoryService.ts';
import type { Embedder } from './Embedder.ts';
import { noEmbedder } from './noEmbedder.test-helper.ts';
import { placeOf } from './placeOf.ts';

/** A store with one conversation, and the memory service over real channels. */
async function open(options: { embedder?: Embedder; settings?: Partial<Settings>; keptFile?: string; instead?: (name: keyof Client<typeof storeService>) => unknown } = {}) {
  const [near, far] = memoryChannelPair();
  serveService(far, storeService, createStore(join(temporaryFolder(), 'headwater.db')));
  const store = connectService(near, storeService);
  const told = { erased: [] as string[], changed: [] as string[], stopped: [] as string[], cleared: [] as (string | undefined)[] };
  const memory = createMemoryService({
    store: new Proxy(store, { get: (real, name: keyof typeof store) => options.instead?.(name) ?? real[name] }),
    embedder: options.embedder ?? noEmbedder,
    settings: () => Settings.parse({ ...options.settings }),
    whenReady: () => Promise.reject(new Error('There is no engine here.')),
    isAnswering: () => false,
    stop: async (conversationId) => void told.stopped.push(conversationId),
    turnChanged: async (turnId) => void told.changed.push(turnId),
    // What stands in the conversation's first turn when its caches go.
    forgetCaches: async (id) => void told.cleared.push((await store.page({ id, limit: 1, at: 'start' })).turns[0]?.text),
    erased: async (conversationId) => {
      told.erased.push(conversationId);
      if (options.keptFile === conversationId) throw new AppError('no-permission', 'The file could not be deleted.');
    },
    diskBytes: () => Promise.resolve(7),
  });
  const [window, host] = memoryChannelPair();
  serveService(host, memoryService, memory.handlers);
  onTestFinished(async () => {
    await memory.close();
    await store.close({});
  });
  const { id: conversationId } = await store.create({});
  let last: Turn | null = null;
  const say = async (text: string): Promise<Turn> => {
    const role = last?.role === 'user' ? 'assistant' : 'user';
    last = await store.addTurn({ conversationId, parentId: last?.id ?? null, role, text, state: 'complete', edited: false, model: null });
    return last;
  };
  /** What an answer to `question` would be given. */
  const gatherFor = async (question: string, live: readonly string[] = []) => {
    const asked = await say(question);
    const answer = await say('');
    const { turns } = await store.tail({ turnId: answer.id, maxCharacters: 100_000 });
    return { asked, answer, gathered: await memory.gather(placeOf(answer), turns, live) };
  };
  return { store, memory, client: connectService(window, memoryService), conversationId, told, say, gatherFor };
}

test('a fact whose message the model sees anyway is not said again', async () => {
  const { store, say, gatherFor } = await open();
  const told = await say('The code of the garage door is 4417.');
  await store.learnFacts({ turnId: told.id });
  await say('Noted.');
  const { gathered } = await gatherFor('What is the code of the garage door?');
  expect(gathered.facts).toMatchObject([{ value: '4417' }]);
  const again = await gatherFor('What was the code of the garage door?', [told.id]);
  expect(again.gathered.facts).toEqual([]);
});

test('a turn that fits the question is found, the question itself and what the model sees anyway are not', async () => {
  const { say, gatherFor } = await open();
  const told = await say('The code of the garage door is 4417.');
  await say('Noted.');
  const seen = await say('My garage door is green.');
  await say('Nice.');
  const { asked, gathered } = await gatherFor('What is the code of my garage door?', [seen.id]);
  const found = gathered.recalled.map(({ turnId }) => turnId);
  expect(found).toContain(told.id);
  expect(found).not.toContain(seen.id);
  expect(found).not.toContain(asked.id);
  expect(gathered.recalledTokens).toBe(256);
});

test('what a question names itself is found before what it may lean on', async () => {
  const { say, gatherFor } = await open();
  const told = await say('Every visitor of the museum has to say "moo".');
  await say('Noted.');
  for (let i = 0; i < 8; i++) {
    await say(`Nothing ${i} happened.`);
    await say(`Fine ${i}.`);
  }
  const story = 'the boat went down past the mill and came to the sea at night';
  await say(`A story: ${story}.`);
  await say('Lovely.');
  await say(`Again: ${story}.`);
  await say('Nice.');
  const { gathered } = await gatherFor('What about the museum and its visitor?');
  expect(gathered.recalled[0]?.turnId).toBe(told.id);
  expect(gathered.recalled.length).toBeGreaterThan(1);
});

test('a question that names nothing is searched for with the message before', async () => {
  const { say, gatherFor } = await open();
  const told = await say('My brother has a dog, a cat and a horse.');
  await say('Noted.');
  await say('What animals does my brother have?');
  await say('A horse.');
  const { gathered } = await gatherFor('And what else?');
  expect(gathered.recalled.map(({ turnId }) => turnId)).toContain(told.id);
});

test('recall can be switched off; what is pinned stays before the model', async () => {
  const { client, say, gatherFor, told } = await open({ settings: { recall: false } });
  const pinned = await say('Always answer in one sentence.');
  await client.pinTurn({ turnId: pinned.id, pinned: true });
  expect(told.changed).toEqual([pinned.id]);
  await say('Yes.');
  const { gathered } = await gatherFor('Always one sentence?');
  expect(gathered).toMatchObject({ recalled: [], recalledTokens: 0 });
  expect(gathered.pinned.map(({ text }) => text)).toEqual(['Always answer in one sentence.']);
});

test('more pinned facts than can stand before the model are told of, and none is left out in silence', async () => {
  const { client, store, say, conversationId, memory } = await open();
  for (let i = 0; i < 65; i++) {
    const entry = { conversationId, subject: `house ${i}`, value: 'red', turnId: null, everywhere: false };
    const { id } = await client.addFact(entry);
    await client.setFact({ id, pinned: true, everywhere: false });
  }
  await say('Which houses are red?');
  const answer = await say('');
  const { turns } = await store.tail({ turnId: answer.id, maxCharacters: 1_000 });
  await expect(memory.gather(placeOf(answer), turns, [])).rejects.toMatchObject({ code: 'too-large' });
  const [one] = (await store.facts({ conversationId, everywhere: false })).facts;
  await client.setFact({ id: one!.id, pinned: false, everywhere: false });
  const { facts } = await memory.gather(placeOf(answer), turns, []);
  expect(facts.filter(({ pinned }) => pinned)).toHaveLength(64);
});

test('a fact that is said is noted, a correction supersedes it, and forgetting it leaves no history', async () => {
  const { client, gatherFor, conversationId } = await open();
  await gatherFor('My dog is called Rufus.');
  const facts = async () => (await client.tryRecall({ conversationId, text: 'What is my dog called?' })).facts;
  const [rufus] = await facts();
  expect(rufus?.value).toBe('Rufus');
  const bella = await client.correctFact({ id: rufus!.id, subject: rufus!.subject, value: 'Bella' });
  expect((await facts()).map(({ value }) => value)).toEqual(['Bella']);
  expect((await client.factHistory({ id: bella.id })).facts.map(({ value }) => value)).toEqual(['Rufus']);
  const { gathered } = await gatherFor('How is my dog called again?');
  expect(gathered.facts.map(({ value }) => value)).toContain('Bella');
  await client.forgetFact({ id: bella.id });
  expect(await facts()).toEqual([]);
});

test('the memory is tried with a question, not with a book', async () => {
  const { client, conversationId } = await open();
  const trying = client.tryRecall({ conversationId, text: 'word '.repeat(1_000) });
  await expect(trying).rejects.toMatchObject({ code: 'bad-request' });
});

test('forgetting a message takes its caches and its words away, and windows hear of it', async () => {
  const { client, say, conversationId, told } = await open();
  const secret = await say('The word is xylophone.');
  await client.forgetTurn({ turnId: secret.id });
  expect(told.erased).toEqual([conversationId]);
  // Before the words go from the store, so that no saved cache outlives them when the program is killed; and again.
  expect(told.cleared).toEqual(['The word is xylophone.']);
  expect((await client.tryRecall({ conversationId, text: 'xylophone' })).quotations).toEqual([]);
});

test('what is forgotten leaves the caches of all conversations that saw it', async () => {
  const { client, store, say, gatherFor, conversationId, told } = await open();
  const secret = await say('The word is xylophone.');
  await say('Noted.');
  const entry = { conversationId, subject: 'word', value: 'xylophone', turnId: null, everywhere: true };
  const fact = await client.addFact(entry);
  const { gathered } = await gatherFor('Which word is it?');
  const other = await store.create({});
  const asked = { conversationId: other.id, text: 'Which word?', edited: false, model: null };
  const { answer } = await store.ask(asked);
  const { pinned, facts, recalled } = gathered;
  const tokens = { system: 0, pinned: 0, facts: 0, recalled: 0, recent: 0 };
  const evidence = { tokens, pinned, facts, recalled, blocks: [], recent: null, earlierTurns: 0 };
  await store.saveEvidence({ turnId: answer.id, evidence });
  await client.forgetTurn({ turnId: secret.id });
  expect(told.erased).toEqual([conversationId, other.id]);
  // An answer that is being written there might still say it.
  expect(told.stopped).toContain(other.id);
  await client.forgetFact({ id: fact.id });
  expect(told.erased.slice(2)).toEqual([other.id]);
});

test('an answer is not written from what was forgotten after it was gathered', async () => {
  const { client, store, memory, say, gatherFor, told } = await open();
  const secret = await say('The word is xylophone.');
  await say('Noted.');
  const { gathered, answer } = await gatherFor('Which word is it?');
  const { pinned, facts, recalled } = gathered;
  const tokens = { system: 0, pinned: 0, facts: 0, recalled: 0, recent: 0 };
  const evidence = { tokens, pinned, facts, recalled, blocks: [], recent: null, earlierTurns: 0 };
  await memory.saw(answer, evidence);
  await client.forgetTurn({ turnId: secret.id });
  told.cleared.length = 0;
  await expect(memory.saw(answer, evidence)).rejects.toMatchObject({ code: 'cancelled', message: expect.stringMatching(/forgotten meanwhile/) });
  expect(told.cleared).toHaveLength(1);
  expect(JSON.stringify(await store.evidence({ turnId: answer.id }))).not.toContain('xylophone');
});

test('a ledger that cannot be written does not take the memory from an answer, and the drawer says so', async () => {
  let instead: Partial<Client<typeof storeService>> = {};
  const { client, say, gatherFor, conversationId } = await open({ instead: (name) => instead[name] });
  await say('The code of the garage door is 4417.');
  await say('Noted.');
  instead = { learnFacts: () => Promise.reject(new AppError('disk-full', 'The disk is full.')) };
  const { gathered } = await gatherFor('What is the code of my garage door?');
  expect(gathered.recalled.map(({ text }) => text)).toContain('The code of the garage door is 4417.');
  const problem = async () => {
    for await (const state of client.watch({ conversationId })) return state.problem;
    return null;
  };
  expect(await problem()).toMatch(/facts.*The disk is full/);
  instead = {};
  await gatherFor('And now?');
  expect(await problem()).toBeNull();
});

test('a saved cache that cannot be deleted does not keep the others, and the person hears of it', async () => {
  const options: { keptFile?: string } = {};
  const { client, store, say, conversationId, told } = await open(options);
  options.keptFile = conversationId;
  const secret = await say('The word is xylophone.');
  const other = await store.create({});
  const { answer } = await store.ask({ conversationId: other.id, text: 'Which word?', edited: false, model: null });
  const tokens = { system: 0, pinned: 0, facts: 0, recalled: 0, recent: 0 };
  const said = { role: 'user', source: 'chat', createdAt: 1, text: 'xylophone', score: 0 } as const;
  const quotation = { ...said, turnId: secret.id, conversationId };
  const evidence = { tokens, pinned: [], facts: [], recalled: [quotation], blocks: [], recent: null, earlierTurns: 0 };
  await store.saveEvidence({ turnId: answer.id, evidence });
  await expect(client.forgetTurn({ turnId: secret.id })).rejects.toMatchObject({ code: 'no-permission' });
  expect(told.erased).toEqual([conversationId, other.id]);
  expect((await store.turn({ turnId: secret.id })).text).toBe('');
});

test('a long account of what went wrong is told in part', async () => {
  const { memory, client, conversationId } = await open();
  memory.failed('No. '.repeat(1_000));
  for await (const state of client.watch({ conversationId })) {
    expect(state.problem).toHaveLength(1_000);
    break;
  }
});

test('the drawer hears of every change', async () => {
  const { client, conversationId } = await open();
  const states: MemoryState[] = [];
  const watching = client.watch({ conversationId });
  const reading = (async () => {
    for await (const state of watching) states.push(state);
  })();
  await expect.poll(() => states.length).toBeGreaterThan(0);
  expect(states[0]).toMatchObject({ facts: [], pinned: [], diskBytes: 7, problem: null });
  await client.addFact({ conversationId, subject: 'tea', value: 'Assam', turnId: null, everywhere: false });
  await expect.poll(() => states.at(-1)?.facts.map(({ value }) => value)).toEqual(['Assam']);
  await watching.return?.();
  await reading;
});

test('passages are embedded in the background, and a question is compared with them', async () => {
  const asked: string[] = [];
  // Meaning by first letter: enough to see that vectors are asked for, kept and compared.
  const embedder: Embedder = {
    ...noEmbedder,
    name: 'first letters',
    status: () => ({ phase: 'ready', progress: null, note: null }),
    embed: (texts) => {
      asked.push(...texts);
      const vectors = new Float32Array(texts.length * 26);
      texts.forEach((text, i) => (vectors[i * 26 + (text.toLowerCase().charCodeAt(0) - 97)] = 1));
      return Promise.resolve(vectors);
    },
  };
  const { memory, client, say, conversationId } = await open({ embedder });
  const zebra = await say('Zebras graze at noon.');
  memory.said();
  const indexed = async () => {
    for await (const state of client.watch({ conversationId })) return state.indexed;
    return null;
  };
  await expect.poll(indexed).toEqual({ done: 1, total: 1 });
  expect(asked).toEqual(['Zebras graze at noon.']);
  const { quotations } = await client.tryRecall({ conversationId, text: 'zzz' });
  expect(quotations.map(({ turnId }) => turnId)).toEqual([zebra.id]);
});

test('when memory fails the chat goes on without it, and the drawer says so', async () => {
  const { memory, store, say, client, conversationId } = await open();
  const answer = await say('x');
  await store.remove({ id: conversationId });
  await store.purge({ removedBefore: Date.now() + 1 });
  expect(await memory.gather(placeOf(answer), [answer], [])).toEqual(noMemory);
  const { id } = await store.create({});
  for await (const state of client.watch({ conversationId: id })) {
    expect(state.problem).toContain('without its memory');
    break;
  }
});
