import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { pinnedTooMuch } from '../../app/memory/pinnedTooMuch.ts';
import { backupPath } from './migrate.ts';
import { filesWith } from './testing/filesWith.ts';
import { openTestStore } from './testing/openTestStore.ts';
import { evidenceOf, SECRETS, tellSecrets } from './testing/secretTurn.ts';
import { temporaryFolder } from './testing/temporaryFolder.ts';

/** The answer has the bytes of a vector too: what is looked for after forgetting one turn are its words. */
const WORDS = SECRETS.slice(0, -1);

test('of a forgotten turn no word is left in any file, and its place stays', async () => {
  const test = openTestStore();
  const { store, file, close } = test;
  await test.chat('kept words', 'more of them');
  const { conversationId, secret, answer } = await tellSecrets(store);
  copyFileSync(file, backupPath(file, 1));
  for (const secret of SECRETS) expect(filesWith(dirname(file), [secret]), secret).not.toEqual([]);

  const { facts } = await store.facts({ conversationId, everywhere: true });
  const corrected = await Promise.all(facts.map(async ({ id }) => (await store.factHistory({ id })).facts));
  const factIds = [...facts, ...corrected.flat()].map(({ id }) => id);
  const { turn, seenIn } = await store.forgetTurn({ turnId: secret.id });
  expect(filesWith(dirname(file), WORDS)).toEqual([]);
  expect(existsSync(backupPath(file, 1))).toBe(false);
  expect(turn).toMatchObject({ id: secret.id, text: '', forgotten: true, pinned: false, state: 'complete' });
  expect(seenIn).toEqual([conversationId]);
  expect((await store.gone({ ids: factIds })).ids).toHaveLength(3);

  const { turns } = await store.page({ id: conversationId, limit: 9, at: null });
  expect(turns.map(({ text, forgotten }) => [text, forgotten])).toEqual([
    ['', true],
    ['Noted.', false],
  ]);
  const { evidence } = await store.evidence({ turnId: answer.id });
  expect(evidence).toMatchObject({ facts: [], recalled: [{ turnId: secret.id, text: '' }], pinned: [{ text: '' }] });
  expect((await store.facts({ conversationId, everywhere: true })).facts).toEqual([]);
  expect((await store.queue({ conversationId })).queue).toEqual([]);
  const conversation = (await store.list({})).conversations.find(({ id }) => id === conversationId);
  expect(conversation).toMatchObject({ title: 'New chat', draft: '' });
  for (const query of SECRETS) expect((await store.search({ query, limit: 9 })).hits).toEqual([]);
  expect((await store.search({ query: 'kept words', limit: 9 })).hits).toHaveLength(2);
  await expect(store.setPinned({ turnId: secret.id, pinned: true })).rejects.toMatchObject({ code: 'bad-request' });
  expect((await store.forgetTurn({ turnId: secret.id })).turn.forgotten).toBe(true);
  expect((await store.learnFacts({ turnId: secret.id })).facts).toEqual([]);
  await close();
  expect(filesWith(dirname(file), WORDS)).toEqual([]);
});

test('the vector of a forgotten turn goes with it', async () => {
  const { store, file } = openTestStore();
  const { secret, answer } = await tellSecrets(store);
  await store.forgetTurn({ turnId: secret.id });
  expect(filesWith(dirname(file), ['vector-Bytes'])).toEqual([file]);
  await store.forgetTurn({ turnId: answer.id });
  expect(filesWith(dirname(file), SECRETS)).toEqual([]);
});

test('an answer that is forgotten while it is written ends, and takes nothing more', async () => {
  const { store, file, chat } = openTestStore();
  const { id } = await chat('question');
  const { answer } = await store.ask({ conversationId: id, text: 'again', edited: false, model: null });
  await store.appendText({ turnId: answer.id, at: 0, text: 'zugzwang77 ' });
  expect((await store.forgetTurn({ turnId: answer.id })).turn).toMatchObject({ state: 'stopped', text: '' });
  await expect(store.appendText({ turnId: answer.id, at: 0, text: 'x' })).rejects.toMatchObject({
    code: 'bad-request',
  });
  const again = { turnId: answer.id, state: 'answering', stats: null, problem: null } as const;
  await expect(store.setState(again)).rejects.toMatchObject({ code: 'bad-request' });
  expect(filesWith(dirname(file), ['zugzwang77'])).toEqual([]);
});

test('a correction that names its subject itself outlives what it corrected', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat(
    "My dog's name is Rufus.",
    'Nice.',
    "My dog's name is Max.",
    'Noted.',
    "It's Rex, not Max.",
  );
  for (const { id: turnId } of turns) await store.learnFacts({ turnId });
  const values = async (): Promise<string[]> =>
    (await store.facts({ conversationId: id, everywhere: false })).facts.map(({ value }) => value);
  expect(await values()).toEqual(['Rex']);
  await store.forgetTurn({ turnId: turns[0]!.id });
  expect(await values()).toEqual(['Rex']);
  // "It's Rex" took its subject from the turn that is forgotten now.
  await store.forgetTurn({ turnId: turns[2]!.id });
  expect(await values()).toEqual([]);
});

test('what the forgotten turn had corrected is true again', async () => {
  const { store, chat } = openTestStore();
  const { id, turns } = await chat("My dog's name is Rufus.", 'Nice.', "My dog's name is Max.");
  for (const { id: turnId } of turns) await store.learnFacts({ turnId });
  await store.forgetTurn({ turnId: turns[2]!.id });
  const { facts } = await store.facts({ conversationId: id, everywhere: false });
  expect(facts).toMatchObject([{ value: 'Rufus', supersededBy: null }]);
});

test('what other conversations saw of an erased one is erased there', async () => {
  const { store, file, chat } = openTestStore();
  const { id, turns } = await chat('question', 'answer');
  const { conversationId, secret } = await tellSecrets(store);
  const { facts } = await store.facts({ conversationId, everywhere: false });
  await store.saveEvidence({ turnId: turns[1]!.id, evidence: evidenceOf(secret, facts[0]) });
  await store.remove({ id: conversationId });
  const purge = () => store.purge({ removedBefore: Date.now() });
  await expect.poll(purge).toEqual({ ids: [conversationId], seenIn: [id] });
  expect(filesWith(dirname(file), WORDS)).toEqual([]);
  expect((await store.evidence({ turnId: turns[1]!.id })).evidence).toMatchObject({
    facts: [],
    recalled: [{ text: '' }],
  });
});

test.each(['after it was forgotten', 'in the middle'])('a kill %s leaves nothing that comes back', async (moment) => {
  const file = join(temporaryFolder(), 'headwater.db');
  const program = join(import.meta.dirname, 'testing', 'forgettingProgram.ts');
  const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const turnId = String((await lines.next()).value);
  if (moment === 'after it was forgotten') expect((await lines.next()).value).toBe('forgotten');
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (moment === 'after it was forgotten') expect(filesWith(dirname(file), WORDS)).toEqual([]);

  const { store, close } = openTestStore({ file });
  if (!(await store.turn({ turnId })).forgotten) await store.forgetTurn({ turnId });
  expect(filesWith(dirname(file), WORDS)).toEqual([]);
  await close();
  expect(filesWith(dirname(file), WORDS)).toEqual([]);
});

test('an answer that failed because too much was pinned does not go on naming what was forgotten', async () => {
  const { store, file, chat } = openTestStore();
  const { id, turns } = await chat(`  The zugzwang77 ${'runs on and on '.repeat(20)}`, 'Noted.');
  const fact = { conversationId: id, subject: 'poem', value: 'Xylophonist', turnId: null, everywhere: true };
  const pinned = await store.addFact(fact);
  const others = await chat('And here?');
  const fail = async (conversationId: string, names: readonly string[]): Promise<string> => {
    const { answer } = await store.ask({ conversationId, text: 'Well?', edited: false, model: null });
    const problem = pinnedTooMuch(names, { tokens: 900, room: 300 }).message;
    await store.setState({ turnId: answer.id, state: 'failed', stats: null, problem });
    return answer.id;
  };
  const first = await fail(id, [turns[0]!.text.trim(), 'another']);
  const second = await fail(others.id, ['poem: Xylophonist']);
  const third = await fail(others.id, ['poem: Otto']);
  const problemOf = async (turnId: string): Promise<string | null> => (await store.turn({ turnId })).problem;
  expect(await problemOf(first)).toContain('zugzwang77');

  await store.forgetTurn({ turnId: turns[0]!.id });
  await store.forgetFact({ id: pinned.id });
  expect(await problemOf(first)).toMatch(/forgotten since/);
  expect(await problemOf(second)).toMatch(/forgotten since/);
  expect(await problemOf(third)).toContain('poem: Otto');
  expect(filesWith(dirname(file), WORDS)).toEqual([]);
});
