import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { LensToken } from '../../../app/memory/LensToken.ts';
import type { Quotation } from '../../../app/memory/Quotation.ts';
import { ask, assistant, user } from '../support/ask.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { TinyEngine } from '../support/TinyEngine.ts';
import { openDecoder } from '../decoder/openDecoder.ts';
import { createConversation } from './createConversation.ts';
import { usePolicy } from './usePolicy.ts';

const SLOTS = 1_024;

let folder: string;
let remove: () => Promise<void>;
let tiny: TinyEngine;
/** an engine whose conversations all begin with the question asked */
let fresh: TinyEngine;

beforeAll(async () => {
  const model = await compileTiny('groupedYarn');
  ({ directory: folder, remove } = model);
  tiny = await TinyEngine.open(model.directory, SLOTS);
  fresh = await TinyEngine.open(model.directory, SLOTS);
});
afterAll(() => remove());

const said = (text: string): EngineTurn[] => [user('u', text)];
const river: Quotation = {
  turnId: 't1',
  conversationId: 'here',
  role: 'user',
  source: 'chat',
  createdAt: new Date(2026, 0, 1).getTime(),
  text: 'My boat is called Marie.',
  score: 1,
};

describe('the retention policy of an answer', () => {
  it('builds the cache anew when it is another one, and then stays', async () => {
    const conversationId = 'policies';
    const path = await tiny.talk(conversationId, 3);
    for (const policy of ['entropy', 'key-diversity', 'window', 'sinks'] as const) {
      const request = ask([...path, user('q', 'Still there?')], { conversationId, policy, maxTokens: 4 });
      expect((await tiny.answer(request)).end.stats.reusedTokens).toBe(0);
      expect((await tiny.answer(request)).end.stats.reusedTokens).toBeGreaterThan(0);
    }
  });

  it.each(['entropy', 'key-diversity', 'window'] as const)('%s holds through a long conversation', async (policy) => {
    const conversationId = `long ${policy}`;
    const path: EngineTurn[] = [];
    const memory = { pinned: [], facts: [], recalled: [river], recalledTokens: 300 };
    let kept = 0;
    for (let i = 0; i < 30; i++) {
      path.push(user(`x${i}`, `Question ${i}: what runs to the sea?`));
      const { text, end } = await tiny.answer(ask(path, { conversationId, policy, memory }));
      path.push(assistant(`y${i}`, text));
      const { regions, budget } = end.usage;
      expect(Object.values(regions).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(budget);
      expect(regions.recalled).toBeGreaterThan(0);
      kept = regions.kept;
    }
    if (policy === 'window') expect(kept).toBe(0);
    else expect(kept).toBeGreaterThan(0);
    // From the middle, where nothing is whole any more, it is built anew.
    const back = ask(path.slice(0, 21), { conversationId, policy, memory });
    const built = await fresh.answer({ ...back, conversationId: `fresh ${policy}` });
    expect((await tiny.answer(back)).text).toBe(built.text);
  });

  it('shows scores through the lens where there are some', async () => {
    const conversationId = 'scored';
    const lens = tiny.engine.lens({ conversationId }, new AbortController().signal)[Symbol.asyncIterator]();
    await tiny.answer(ask(said('What runs to the sea?'), { conversationId, policy: 'entropy' }));
    const { value } = (await lens.next()) as IteratorYieldResult<{ tokens: LensToken[] }>;
    const scored = value.tokens.filter(({ score }) => score !== null);
    expect(scored.length).toBeGreaterThan(20);
    expect(scored.every(({ score }) => score! >= 0 && score! <= 1)).toBe(true);
    await lens.return?.();
  });

  it.each(['entropy', 'heavy-hitter'] as const)('%s takes no word from an answer that is being written elsewhere', async (policy) => {
    const long = ask(said('Tell me all.'), { conversationId: 'elsewhere', maxTokens: 60 });
    const undisturbed = await fresh.answer(long);
    expect(undisturbed.end.stats.outputTokens).toBeGreaterThan(10);
    const engine = await TinyEngine.open(folder, SLOTS);
    let other: Promise<unknown> = Promise.resolve();
    let text = '';
    for await (const event of engine.engine.answer(long, new AbortController().signal)) {
      if (event.kind === 'text') {
        if (text === '') other = engine.answer(ask(said('And the sea?'), { conversationId: 'here', policy }));
        text += event.text;
      }
    }
    await other;
    expect(text).toBe(undisturbed.text);
    // Its cache is the one that it was.
    expect((await engine.answer(long)).end.stats.reusedTokens).toBeGreaterThan(0);
  });

  it.each(['entropy', 'window'] as const)('%s waits for the answer that is being written in the same conversation', async (policy) => {
    const long = ask(said('Tell me all.'), { conversationId: `same ${policy}`, maxTokens: 40 });
    const next = { ...long, policy };
    const [undisturbed, expected] = [await fresh.answer(long), await fresh.answer({ ...next, conversationId: `alone ${policy}` })];
    const engine = await TinyEngine.open(folder, SLOTS);
    const [first, second, third] = await Promise.all([engine.answer(long), engine.answer(next), engine.answer(long)]);
    expect([first.text, second.text, third.text]).toEqual([undisturbed.text, expected.text, undisturbed.text]);
    expect(second.end.stats.reusedTokens).toBe(0);
  });

  it('is refused by name when the graph that measures was damaged, and nothing is lost', async () => {
    const copy = await mkdtemp(join(tmpdir(), 'headwater-damaged-'));
    await cp(folder, copy, { recursive: true });
    const engine = await TinyEngine.open(copy, SLOTS);
    await appendFile(join(copy, 'decoder.scored.onnx'), 'x');
    const conversationId = 'damaged';
    await engine.answer(ask(said('Well?'), { conversationId }));
    const refused = engine.answer(ask(said('Well?'), { conversationId, policy: 'heavy-hitter' }));
    await expect(refused).rejects.toMatchObject({ code: 'bad-file' });
    expect((await engine.answer(ask(said('Well?'), { conversationId }))).end.stats.reusedTokens).toBeGreaterThan(0);
    await rm(copy, { recursive: true });
  });

  it('is refused by name where a model does not give what it measures', async () => {
    const decoder = await openDecoder(folder, { provider: 'cpu', threads: 1 });
    const conversation = createConversation(decoder, SLOTS);
    expect(() => usePolicy(conversation, decoder, 'heavy-hitter')).toThrow(expect.objectContaining({ code: 'unsupported' }));
    await decoder.loadScored!();
    usePolicy(conversation, decoder, 'heavy-hitter');
    expect(conversation.policy).toBe('heavy-hitter');
    await decoder.close();
  });
});
