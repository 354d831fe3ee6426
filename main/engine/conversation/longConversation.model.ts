import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, assistant, user } from '../support/ask.ts';
import { compileTiny } from '../support/compileTiny.ts';
import { TinyEngine } from '../support/TinyEngine.ts';

const SLOTS = 128;

let directory: string;
let remove: () => Promise<void>;
let tiny: TinyEngine;
/** an engine whose conversations all begin with the question asked */
let fresh: TinyEngine;
/** the same two with room for all */
let roomy: TinyEngine;
let roomyFresh: TinyEngine;

beforeAll(async () => {
  ({ directory, remove } = await compileTiny('groupedYarn'));
  tiny = await TinyEngine.open(directory, SLOTS);
  fresh = await TinyEngine.open(directory, SLOTS);
  roomy = await TinyEngine.open(directory, 4 * SLOTS);
  roomyFresh = await TinyEngine.open(directory, 4 * SLOTS);
});
afterAll(() => remove());

describe('a conversation within its budget', () => {
  const turns = [
    user('u0', 'What is the name of the river?'),
    assistant('a0', 'It is the Seine.'),
    user('u1', 'And the town?'),
    assistant('a1', 'Paris.'),
    user('u2', 'Is there a mill?'),
  ];

  it('reads only what is new, and answers as if it had read all', async () => {
    const conversationId = 'append';
    const whole = await roomyFresh.answer(ask(turns));
    const before = await roomy.answer(ask(turns.slice(0, 3), { conversationId }));
    const next = await roomy.answer(ask(turns, { conversationId }));
    expect(next.text).toBe(whole.text);
    expect(next.end.stats.reusedTokens).toBeGreaterThan(before.end.stats.promptTokens / 2);
    expect(next.end.stats.reusedTokens + next.end.stats.promptTokens).toBe(whole.end.stats.promptTokens);
  });

  it('goes back for an edit, another answer or a sibling, and equals a fresh build', async () => {
    const conversationId = 'edit near';
    await roomy.answer(ask(turns, { conversationId }));
    for (const path of [
      turns,
      turns.slice(0, 3),
      [...turns.slice(0, 2), user('edited', 'Is there a bridge?')],
      [...turns.slice(0, 1), assistant('sibling', 'It is the Loire.'), user('u3', 'Why?')],
      turns,
    ]) {
      const near = await roomy.answer(ask(path, { conversationId }));
      expect(near.end.stats.reusedTokens).toBeGreaterThan(25);
      expect(near.text).toBe((await roomyFresh.answer(ask(path))).text);
    }
  });

  it('follows a changed system prompt', async () => {
    const changed = { conversationId: 'changed', system: 'You are a river.' };
    await roomy.answer(ask(turns, { conversationId: 'changed' }));
    const { text, end } = await roomy.answer(ask(turns, changed));
    expect(end.stats.reusedTokens).toBe(0);
    expect(text).toBe((await roomyFresh.answer(ask(turns, { system: changed.system }))).text);
  });

  it('takes turns that do not alternate', async () => {
    const { end } = await roomy.answer(ask([assistant('a', 'Welcome.'), user('u0', 'Hello?'), user('u1', 'Hello?')]));
    expect(end.usage.firstWholeTurnId).toBe('a');
  });
});

describe('a conversation past its budget', () => {
  it('goes on within its slots, and says what it cannot see any more', async () => {
    const turns = await tiny.talk('long', 12);
    const { end } = await tiny.answer(ask([...turns, user('u', 'Still there?')], { conversationId: 'long' }));
    const { regions, evictedTokens, firstWholeTurnId } = end.usage;
    expect(evictedTokens).toBeGreaterThan(SLOTS);
    expect(regions.sink + regions.pinned + regions.recent).toBeLessThanOrEqual(SLOTS);
    expect(turns.findIndex((turn) => turn.id === firstWholeTurnId)).toBeGreaterThan(12);
  });

  it('takes the tail of its turns for the whole', async () => {
    const turns = await tiny.talk('tail', 10);
    const tail = [...turns.slice(-8), user('u', 'Still there?')];
    const { end } = await tiny.answer(ask(tail, { conversationId: 'tail', earlierTurns: 12 }));
    expect(end.stats.reusedTokens).toBeGreaterThan(SLOTS / 2);
  });

  it('rebuilds for an edit, another answer or a sibling it cannot see, and equals a fresh build', async () => {
    const turns = await tiny.talk('edit far', 12);
    const ends = [user('x', 'Quite another question.')];
    for (const path of [
      ends,
      turns.slice(0, 5),
      [...turns.slice(0, 6), ...ends],
      [...turns.slice(0, 11), assistant('sibling', 'Another answer.'), ...ends],
    ]) {
      await tiny.answer(ask([...turns, user('u', 'Still there?')], { conversationId: 'edit far', maxTokens: 40 }));
      const rebuilt = await tiny.answer(ask(path, { conversationId: 'edit far' }));
      const built = await fresh.answer(ask(path));
      expect(rebuilt.text).toBe(built.text);
      expect(rebuilt.end.usage).toEqual(built.end.usage);
    }
  });

  it('reads no more turns than fit when it rebuilds', async () => {
    const turns = Array.from({ length: 200 }, (_, i) =>
      i % 2 === 0 ? user(`t${i}`, `Question ${i} about the river?`) : assistant(`t${i}`, `Answer ${i} about the sea.`),
    );
    const { end } = await tiny.answer(ask([...turns, user('last', 'So?')]));
    expect(end.stats.promptTokens).toBeLessThan(SLOTS);
    expect(end.stats.evictedTokens).toBe(0);
    expect(end.usage.evictedTokens).toBeGreaterThan(1_000);
    expect(end.usage.firstWholeTurnId).toMatch(/^t1[0-9]{2}$/);
  });

  it('reads a message longer than the budget', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `House ${i} has a red door.`).join(' ');
    const { end, text } = await tiny.answer(ask([user('u', long)]));
    expect(end.stats.promptTokens).toBeGreaterThan(4 * SLOTS);
    expect(end.stats.evictedTokens).toBeGreaterThan(3 * SLOTS);
    expect(text).not.toBe('');
  });

  it('goes on with an answer that is longer than the budget', async () => {
    const request = ask([user('u', 'Say all.')], { maxTokens: 2 * SLOTS });
    const whole = await tiny.answer(request);
    const half = await tiny.answer({ ...request, conversationId: 'half', maxTokens: SLOTS + 20 });
    const turns = [...request.turns, assistant('a', half.text)];
    const rest = await tiny.answer({ ...request, conversationId: 'half', turns, maxTokens: SLOTS - 20 });
    expect(rest.end.stats.promptTokens).toBe(1);
    expect(half.text + rest.text).toBe(whole.text);
  });

  it('refuses a system prompt that leaves no room', async () => {
    const request = ask([user('u', 'Hello.')], { system: 'You are helpful. '.repeat(60) });
    await expect(tiny.answer(request)).rejects.toMatchObject({ code: 'bad-request' });
    expect((await tiny.answer({ ...request, system: 'You are helpful.' })).text).not.toBe('');
  });
});
