import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, assistant, user } from '../support/ask.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { TinyEngine } from '../support/TinyEngine.ts';
import { conversationFile } from './conversationFile.ts';

const SLOTS = 128;
const one = { conversationId: 'one', keep: true };

let model: string;
let remove: () => Promise<void>;
let directory: string;

beforeAll(async () => {
  ({ directory: model, remove } = await compileTiny('groupedYarn', 'fast'));
});
afterAll(() => remove());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'headwater-reopen-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
});

/** An engine as in a process that was just started. */
async function start(memory = { directory, maxBytes: 2 ** 30 }): Promise<TinyEngine> {
  return TinyEngine.open(model, SLOTS, memory);
}

/** Waits until the files are those of so many conversations, each written whole. */
async function expectFiles(count: number): Promise<void> {
  await expect.poll(async () => (await readdir(directory)).filter((name) => name.endsWith('.kv')).length).toBe(count);
}

/**
 * Lets reading seem slow, so that every engine reads in chunks of one size: as they learn their pace, theirs differ, and
 * with them how sums are rounded, which a model of random weights makes another word of.
 */
function everyChunkIsShort(): void {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
}

/** Waits until the answer to a message is saved: that of the one before has a file of the same name. */
async function expectSaved(conversationId: string, turnId: string): Promise<void> {
  const file = conversationFile(directory, conversationId);
  await expect.poll(async () => (await readFile(file).catch(() => Buffer.alloc(0))).includes(`"id":"${turnId}"`)).toBe(true);
}

describe('an engine that starts again', () => {
  it('goes on with an answer that was stopped, with the very tokens, and reads nothing again', async () => {
    const question = ask([user('u', 'There is the sound of water in the night.')], { ...one, maxTokens: 40 });
    const whole = await (await start()).answer({ ...question, conversationId: 'whole', keep: false });
    const half = await (await start()).answer({ ...question, maxTokens: 17 });
    await expectFiles(1);
    const turns = [...question.turns, assistant('a', half.text)];
    const rest = await (await start()).answer({ ...question, turns, maxTokens: 23 });
    expect(half.text + rest.text).toBe(whole.text);
    expect(rest.end.stats.promptTokens).toBe(1);
  });

  it.each(['sinks', 'entropy', 'key-diversity'] as const)(
    'takes up a conversation of policy %s, longer than its cache',
    async (policy) => {
      everyChunkIsShort();
      const settings = { ...one, policy };
      const engine = await start();
      const turns = [];
      for (let i = 0; i < 8; i++) {
        turns.push(user(`u${i}`, `Question ${i}: what runs to the sea?`));
        const { text } = await engine.answer(ask(turns, settings));
        turns.push(assistant(`a${i}`, text));
      }
      await expectSaved('one', 'u7');
      turns.push(user('u8', 'And then?'));
      // The engine that never stopped, and one that has only what lies on the disk.
      const before = await engine.answer(ask(turns, { ...settings, keep: false }));
      const after = await (await start()).answer(ask(turns, settings));
      expect(before.end.usage.evictedTokens).toBeGreaterThan(SLOTS);
      expect(after.text).toBe(before.text);
      expect(after.end.usage).toEqual(before.end.usage);
      expect(after.end.stats.reusedTokens).toBe(before.end.stats.reusedTokens);
    },
  );

  it('keeps nothing of what must not reach the disk, and nothing that was forgotten', async () => {
    const engine = await start();
    await engine.answer(ask([user('u', 'Secret.')], { conversationId: 'temporary', keep: false }));
    await engine.answer(ask([user('u', 'Not secret.')], one));
    await expectFiles(1);
    await engine.engine.forget({ conversationId: 'one' });
    expect(await readdir(directory)).toEqual([]);
  });

  it('tells once, with the next answer, that nothing can be kept', async () => {
    const engine = await start({ directory: '/dev/null/none', maxBytes: 2 ** 30 });
    const turns = [user('u', 'Hello.')];
    const notices: unknown[] = [];
    const next = async () => {
      const { text, end } = await engine.answer(ask(turns, one));
      turns.push(assistant(`a${turns.length}`, text), user(`u${turns.length}`, 'And?'));
      if (end.notice !== undefined) notices.push(end.notice);
      return notices.length;
    };
    // It is found out after an answer, when nothing else is asked.
    await expect.poll(next).toBe(1);
    for (let i = 0; i < 3; i++) await next();
    expect(notices).toEqual([expect.objectContaining({ message: expect.stringContaining('reopening') as unknown })]);
  });
});
