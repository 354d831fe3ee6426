import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnswerEvent, EngineTurn } from '../../../app/contract/services/engine.ts';
import { noMemory } from '../../../app/memory/noMemory.ts';
import { createEngine } from '../createEngine.ts';
import { type Answer, ask, assistant, user } from '../support/ask.ts';
import { compileTiny } from '../support/compileTiny.ts';

const SLOTS = 512;
const BLOCKS = { ...noMemory, blockTokens: 96 };

let model: string;
let remove: () => Promise<void>;
let home: string;

beforeAll(async () => {
  const tiny = await compileTiny('groupedYarn', 'fast');
  model = tiny.directory;
  remove = tiny.remove;
  home = await mkdtemp(path.join(tmpdir(), 'headwater-recall-'));
});
afterAll(async () => {
  await rm(home, { recursive: true });
  await remove();
});

async function open(directory: string, scored = true) {
  const engine = createEngine();
  const memory = { directory, maxBytes: 2 ** 30 };
  await engine.load({ directory: model, provider: 'cpu', threads: 1, contextSlots: SLOTS, memory, scored });
  return engine;
}
type Engine = Awaited<ReturnType<typeof open>>;

async function answer(engine: Engine, request: Answer) {
  const events: AnswerEvent[] = [];
  for await (const event of engine.answer(request, new AbortController().signal)) events.push(event);
  const evidence = events.flatMap((event) => (event.kind === 'saw' ? [event.evidence] : []));
  const text = events.map((event) => (event.kind === 'text' ? event.text : '')).join('');
  expect(evidence).toHaveLength(1);
  return { text, evidence: evidence[0]!, end: events.at(-1) as Extract<AnswerEvent, { kind: 'end' }> };
}

/** Talks until much has left the cache. */
async function talk(engine: Engine, conversationId: string, options: Partial<Answer>) {
  const turns: EngineTurn[] = [];
  const notices: string[] = [];
  for (let i = 0; i < 24; i++) {
    turns.push(user(`u${i}`, `Question ${i}: what runs to the sea at mile ${37 * i}, and why does it not come back?`));
    const { text, end } = await answer(engine, ask(turns, { conversationId, memory: BLOCKS, ...options }));
    if (end.notice) notices.push(end.notice.message);
    turns.push(assistant(`a${i}`, text));
  }
  return { turns, notices };
}

describe('recall of keys and values', () => {
  it('brings back blocks of what left the cache, says which, and drops them with the next answer', async () => {
    const engine = await open(path.join(home, 'one'));
    const { turns, notices } = await talk(engine, 'one', { keep: true });
    expect(notices).toEqual([]);
    const question = [...turns, user('q', 'What runs to the sea at mile 37?')];
    const asked = await answer(engine, ask(question, { conversationId: 'one', memory: BLOCKS, keep: true }));
    const { blocks, tokens } = asked.evidence;
    expect(blocks).toHaveLength(3);
    expect(blocks.every((block) => block.tokens === 32 && block.score > 0 && block.score <= 1)).toBe(true);
    expect(blocks.every(({ firstTurnId }) => firstTurnId !== null && turns.some(({ id }) => id === firstTurnId))).toBe(true);
    expect(tokens.recalled).toBe(96);
    expect(asked.end.usage.regions.recalled).toBe(96);
    const sum = Object.values(asked.end.usage.regions).reduce((total, count) => total + count, 0);
    expect(sum).toBeLessThanOrEqual(SLOTS);

    // Another answer to the same question: the same blocks, chosen anew.
    const again = await answer(engine, ask(question, { conversationId: 'one', memory: BLOCKS, keep: true }));
    expect(again.evidence.blocks.map(({ firstTurnId }) => firstTurnId)).toEqual(blocks.map(({ firstTurnId }) => firstTurnId));
    const off = await answer(engine, ask(question, { conversationId: 'one', keep: true }));
    expect(off.evidence.blocks).toEqual([]);
    expect(off.end.usage.regions.recalled).toBe(0);
  });

  it('finds them after a start, and deletes them with the conversation', async () => {
    const directory = path.join(home, 'kept');
    const { turns } = await talk(await open(directory), 'kept', { keep: true });
    expect((await readdir(directory)).filter((name) => name.endsWith('.kvb'))).toHaveLength(1);
    const engine = await open(directory);
    const request = ask([...turns, user('q', 'And at mile 74?')], { conversationId: 'kept', memory: BLOCKS, keep: true });
    expect((await answer(engine, request)).evidence.blocks.length).toBeGreaterThan(0);
    await engine.forget({ conversationId: 'kept' });
    expect((await readdir(directory)).filter((name) => name.endsWith('.kvb'))).toEqual([]);
  });

  it('keeps those of a temporary conversation off the disk', async () => {
    const directory = path.join(home, 'temporary');
    const engine = await open(directory);
    const { turns } = await talk(engine, 'temporary', { keep: false });
    const request = ask([...turns, user('q', 'And at mile 74?')], { conversationId: 'temporary', memory: BLOCKS, keep: false });
    expect((await answer(engine, request)).evidence.blocks.length).toBeGreaterThan(0);
    await expect(readdir(directory)).rejects.toThrow(/ENOENT/);
  });

  it('goes on without them where nothing can be written, and says so once', async () => {
    const blocked = path.join(home, 'no folder');
    await writeFile(blocked, 'a file');
    const engine = await open(path.join(blocked, 'memory'));
    const { turns, notices } = await talk(engine, 'blocked', { keep: true });
    expect(turns).toHaveLength(48);
    expect(notices.filter((message) => message.startsWith('Older parts'))).toHaveLength(1);
  });

  it('works with the graph that tells nothing but logits', async () => {
    const engine = await open(path.join(home, 'plain'), false);
    const { turns } = await talk(engine, 'plain', { keep: true });
    const request = ask([...turns, user('q', 'And at mile 74?')], { conversationId: 'plain', memory: BLOCKS, keep: true });
    expect((await answer(engine, request)).evidence.blocks.length).toBeGreaterThan(0);
  });

  it('follows attention where that is the policy', async () => {
    const engine = await open(path.join(home, 'attention'));
    const { turns } = await talk(engine, 'attention', { keep: false, policy: 'heavy-hitter' });
    const request = ask([...turns, user('q', 'Still there?')], { conversationId: 'attention', keep: false, policy: 'heavy-hitter' });
    expect((await answer(engine, request)).end.usage.regions.kept).toBeGreaterThan(0);
  });
});
