import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Turn } from '../app/conversation/Turn.ts';
import { openStore } from '../main/store/openStore.ts';
import { askHost } from './support/askHost.ts';
import { filesHolding } from './support/filesHolding.ts';
import { firstOf } from './support/firstOf.ts';
import { killAll } from './support/killAll.ts';
import { modelReady } from './support/modelReady.ts';
import type { Home } from './support/prepareHome.ts';
import { prepareTinyHome } from './support/prepareTinyHome.ts';
import { startHost, type RunningHost } from './support/startHost.ts';
import { talkPast } from './support/talkPast.ts';
import { textInSight } from './support/textInSight.ts';
import { windowClient, type WindowClient } from './support/windowClient.ts';

/** Words that nothing else in a home folder has. */
const SAID = 'quibblefrost';
const OLD = 'wombleshank';
const NEW = 'tindervolt';

let home: Home;
let host: RunningHost;
let client: WindowClient;

async function begin(): Promise<void> {
  // What would be written aside is looked through, too.
  host = await startHost(home.path, { env: { TMPDIR: join(home.path, 'aside') } });
  client = await windowClient(host.address);
  await modelReady(client);
}

beforeEach(async () => {
  home = await prepareTinyHome({ maxAnswerTokens: 12 });
  await mkdir(join(home.path, 'aside'));
  await begin();
});
afterEach(async () => {
  client.close();
  await host.kill();
  await home.remove();
});

async function evidenceText(turn: Turn): Promise<string> {
  return JSON.stringify((await client.memory.evidence({ turnId: turn.id })).evidence);
}

async function indexed(conversationId: string): Promise<{ done: number; total: number }> {
  return (await firstOf(client.memory.watch({ conversationId }), () => true)).indexed;
}

/** Everything a message can leave: a title, a pin, facts, an index, vectors, evidence here and elsewhere, a saved cache. */
async function leaveTraces(): Promise<{ id: string; message: Turn; elsewhere: Turn }> {
  await client.settings.set({ rememberEverywhere: true });
  const { id } = await client.conversations.create({});
  const { message } = await askHost(client, id, `My dog's name is ${SAID}. We walk ${SAID} by the river.`);
  await client.conversations.saveDraft({ id, draft: `My dog's name is ${SAID}. We walk ${SAID} by the river.` });
  await talkPast(client, id, 16);
  const { answer } = await askHost(client, id, 'Where do we walk the dog?');
  expect(await evidenceText(answer)).toContain(SAID);
  await client.memory.pinTurn({ turnId: message.id, pinned: true });
  const pinned = (await askHost(client, id, 'And who walks by the river?')).answer;
  expect(await evidenceText(pinned)).toContain(SAID);
  const other = await client.conversations.create({});
  const elsewhere = (await askHost(client, other.id, "What is my dog's name, and whom do we walk by the river?")).answer;
  expect(await evidenceText(elsewhere)).toContain(SAID);
  await expect.poll(async () => (await indexed(id)).done, { timeout: 60_000 }).toBe((await indexed(id)).total);
  return { id, message, elsewhere };
}

/** Ends the program in one way or the other; afterwards none of its processes writes any more. */
async function end(how: 'stopped' | 'killed'): Promise<void> {
  await (how === 'stopped' ? host.stop() : killAll(host));
}

describe.each(['stopped', 'killed'] as const)('what was forgotten stands in no byte of any file, the program %s', (how) => {
  test('a message: pinned, recalled, quoted elsewhere, indexed, saved with the cache', async () => {
    const { id, message, elsewhere } = await leaveTraces();
    // So that it stands in the database itself and not only in its log, and in a copy as a migration makes one.
    client.close();
    await host.stop();
    await copyFile(join(home.path, 'headwater.db'), join(home.path, 'headwater.db.before-2'));
    await begin();
    expect(filesHolding(home.path, SAID)).toEqual(expect.arrayContaining(['headwater.db', 'headwater.db.before-2']));
    expect(await evidenceText((await askHost(client, id, 'Where do we walk the dog again?')).answer)).toContain(SAID);
    await client.memory.forgetTurn({ turnId: message.id });
    if (how === 'stopped') {
      expect(await evidenceText(elsewhere)).not.toContain(SAID);
      const { answer } = await askHost(client, id, 'Where do we walk the dog now?');
      expect(await evidenceText(answer)).not.toContain(SAID);
      expect(await textInSight(client, id)).not.toContain(SAID);
    }
    await end(how);
    expect(filesHolding(home.path, SAID)).toEqual([]);
  });

  test('a message that stands in the saved cache itself', async () => {
    const { id } = await client.conversations.create({});
    const { message } = await askHost(client, id, `We keep the ${SAID} in the mill.`);
    await expect.poll(() => filesHolding(home.path, SAID).map((file) => file.split('/')[0])).toContain('memory');
    await client.memory.forgetTurn({ turnId: message.id });
    await end(how);
    expect(filesHolding(home.path, SAID)).toEqual([]);
  });

  test('a conversation that was erased when the program ended, before its saved cache was', async () => {
    const [gone, kept] = [await client.conversations.create({}), await client.conversations.create({})];
    await askHost(client, gone.id, `We keep the ${SAID} in the mill.`);
    await askHost(client, kept.id, `We keep the ${NEW} in the mill.`);
    const isSaved = (word: string): boolean => filesHolding(home.path, word).some((file) => file.startsWith('memory'));
    const saved = (): string[] => [SAID, NEW].filter(isSaved);
    await expect.poll(saved).toEqual([SAID, NEW]);
    client.close();
    await end(how);
    const database = new DatabaseSync(join(home.path, 'headwater.db'));
    database.exec(`DELETE FROM turn WHERE conversation = (SELECT n FROM conversation WHERE id = '${gone.id}')`);
    database.exec(`DELETE FROM conversation WHERE id = '${gone.id}'`);
    database.close();
    await begin();
    expect(saved()).toEqual([NEW]);
  });

  test('a fact, with all that it replaced', async () => {
    const { id } = await client.conversations.create({});
    await askHost(client, id, 'Let us talk about the boat.');
    const about = { conversationId: id, subject: 'name of the boat', turnId: null, everywhere: true };
    const old = await client.memory.addFact({ ...about, value: OLD });
    await client.memory.setFact({ id: old.id, pinned: true, everywhere: true });
    const first = (await askHost(client, id, 'What is the name of the boat?')).answer;
    expect(await evidenceText(first)).toContain(OLD);
    const fact = await client.memory.correctFact({ id: old.id, subject: 'name of the boat', value: NEW });
    const second = (await askHost(client, id, 'And what is its name now?')).answer;
    expect(await evidenceText(second)).toContain(NEW);
    expect(await textInSight(client, id)).toContain(NEW);
    for (const word of [OLD, NEW]) expect(filesHolding(home.path, word)).not.toEqual([]);
    await client.memory.forgetFact({ id: fact.id });
    if (how === 'stopped') {
      expect(await textInSight(client, id)).not.toContain(NEW);
      const { answer } = await askHost(client, id, 'What is the name of the boat today?');
      expect(await evidenceText(answer)).not.toMatch(new RegExp(`${OLD}|${NEW}`));
    }
    await end(how);
    for (const word of [OLD, NEW]) expect(filesHolding(home.path, word)).toEqual([]);
  });
});

test('an answer that goes by a caption line stops when that is removed, and the line is in no saved cache', async () => {
  client.close();
  await host.stop();
  const store = await openStore(join(home.path, 'headwater.db'));
  const { id: recordingId } = await store.client.addRecording({ title: 'Talk', source: 'microphone', keptSound: false, remembered: true });
  const line = { id: 'line', startMs: 0, endMs: 900, text: `The boat of the miller is called ${SAID}.`, words: [], speaker: null };
  await store.client.addLines({ recordingId, lines: [line] });
  await store.close();
  await begin();
  // So long that it is being written for as long as the test takes.
  await client.settings.set({ maxAnswerTokens: 8_192 });
  const { id } = await client.conversations.create({});
  await client.chat.send({ conversationId: id, text: 'What is the boat of the miller called?' });
  const answer = async (): Promise<Turn> => (await client.conversations.page({ id, limit: 1, at: null })).turns[0]!;
  await expect.poll(async () => evidenceText(await answer())).toContain(SAID);
  await client.captions.removeLine({ lineId: line.id });
  expect(await answer()).toMatchObject({ role: 'assistant', state: 'stopped' });
  expect(await evidenceText(await answer())).not.toContain(SAID);
  await end('stopped');
  expect(filesHolding(home.path, SAID)).toEqual([]);
});

describe('a temporary conversation', () => {
  test('is in no file while it goes on, nor after a kill; all of memory works in it', async () => {
    const { id } = await client.conversations.create({ temporary: true });
    const { message } = await askHost(client, id, `My dog's name is ${SAID}. We walk ${SAID} by the river.`);
    await client.conversations.saveDraft({ id, draft: `And ${SAID} again` });
    const about = { conversationId: id, subject: 'name of the boat', turnId: null, everywhere: true };
    const fact = await client.memory.addFact({ ...about, value: OLD });
    await client.memory.setFact({ id: fact.id, pinned: true, everywhere: true });
    await talkPast(client, id, 16);
    const recalled = (await askHost(client, id, 'Where do we walk the dog?')).answer;
    expect(await evidenceText(recalled)).toContain(SAID);
    await client.memory.pinTurn({ turnId: message.id, pinned: true });
    const pinned = (await askHost(client, id, 'And who walks by the river?')).answer;
    expect(await evidenceText(pinned)).toContain(OLD);
    await expect.poll(async () => (await indexed(id)).done, { timeout: 60_000 }).toBe((await indexed(id)).total);
    // Asked elsewhere, it is not known.
    await client.settings.set({ rememberEverywhere: true });
    const other = await client.conversations.create({});
    const { answer } = await askHost(client, other.id, 'Where do we walk the dog, and what is the name of the boat?');
    expect(await evidenceText(answer)).not.toMatch(new RegExp(`${SAID}|${OLD}`));
    const nowhere = (): void => {
      for (const word of [SAID, OLD, 'Story 7', id]) expect(filesHolding(home.path, word)).toEqual([]);
    };
    nowhere();
    await killAll(host);
    nowhere();
    await begin();
    expect((await firstOf(client.conversations.watch({}), () => true)).conversations.map((one) => one.id)).toEqual([other.id]);
    client.close();
    await host.stop();
    nowhere();
  });
});
