import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineTurn } from '../../app/contract/services/engine.ts';
import { ask, assistant, user } from './support/ask.ts';
import { compileTiny } from './support/compileTiny.ts';
import { TinyEngine } from './support/TinyEngine.ts';

const SLOTS = 512;
const CLAUSES = ['If the river runs to the sea,', ' and the sea goes up to the clouds,', ' where does the rain come from?'];
const WHOLE = CLAUSES.join('');

let directory: string;
let remove: () => Promise<void>;
let tiny: TinyEngine;

beforeAll(async () => {
  ({ directory, remove } = await compileTiny('groupedYarn'));
  tiny = await TinyEngine.open(directory, SLOTS);
});
afterAll(() => remove());

type Request = ReturnType<typeof ask>;
const quotation = (turnId: string, text: string) => {
  return { turnId, conversationId: 'other', role: 'user', source: 'chat', createdAt: 0, text, score: 1 } as const;
};
const recalling = (...texts: string[]) => ({
  pinned: [],
  facts: [],
  recalled: texts.map((text) => quotation(text, text)),
  recalledTokens: 128,
});

/** Reads this much of a message ahead of time. */
async function ahead(request: Request, message: EngineTurn): Promise<number> {
  let read = 0;
  const turns = [...request.turns.filter(({ id }) => id !== message.id), message];
  for await (const { done } of tiny.engine.readAhead({ ...request, turns }, new AbortController().signal)) read = done;
  return read;
}

it('gives the answer that it would have been, and leaves only the rest of the message to be read', async () => {
  const plain = ask([user('u', WHOLE)], { maxTokens: 24 });
  const expected = await tiny.answer(plain);
  const spoken = { ...plain, conversationId: 'spoken' };
  expect(await ahead(spoken, user('u', CLAUSES[0]!))).toBeGreaterThan(0);
  const second = await ahead(spoken, user('u', CLAUSES.slice(0, 2).join('')));
  expect(second).toBeLessThan(await ahead({ ...plain, conversationId: 'at once' }, user('u', CLAUSES.slice(0, 2).join(''))));
  const { text, end } = await tiny.answer(spoken);
  expect(text).toBe(expected.text);
  expect(end.stats.promptTokens).toBeLessThan(expected.end.stats.promptTokens / 2);
  expect(end.stats.promptTokens + end.stats.reusedTokens).toBe(expected.end.stats.promptTokens);
});

it('forgets what was heard otherwise: other words, fewer words, another message', async () => {
  const turns = await tiny.talk('history', 2);
  const plain = ask([...turns, user('u', WHOLE)], { maxTokens: 24 });
  const expected = await tiny.answer(plain);
  for (const [i, heard] of ['If the reader runs', `${WHOLE} And more of it, which was never said.`, 'Something else.', WHOLE].entries()) {
    const spoken = { ...plain, conversationId: `otherwise ${i}` };
    await ahead(spoken, user('u', heard));
    await ahead(spoken, user('another', 'Nobody said this.'));
    await ahead(spoken, user('u', heard));
    expect((await tiny.answer(spoken)).text, heard).toBe(expected.text);
  }
});

it('an answer that was begun in case is gone when the person goes on', async () => {
  const plain = ask([user('u', WHOLE)], { maxTokens: 24 });
  const expected = await tiny.answer(plain);
  const spoken = { ...plain, conversationId: 'went on' };
  await ahead(spoken, user('u', CLAUSES[0]!));
  await tiny.answer({ ...spoken, turns: [user('u', CLAUSES[0]!)], draft: true });
  await ahead(spoken, user('u', CLAUSES.slice(0, 2).join('')));
  expect((await tiny.answer(spoken)).text).toBe(expected.text);
});

it('an answer that was cut where it was heard is followed as if nothing had been read ahead', async () => {
  const first = ask([user('u', 'The river.')], { maxTokens: 40, conversationId: 'cut' });
  const { text } = await tiny.answer(first);
  // The tokens that the model wrote stay; a fresh build would encode its text anew.
  await tiny.answer({ ...first, conversationId: 'cut, not read ahead' });
  const heard = text.slice(0, Math.floor(text.length / 2)).toWellFormed();
  const turns = [user('u', 'The river.'), assistant('a', heard)];
  for await (const _ of tiny.engine.readAhead({ ...first, turns }, new AbortController().signal));
  const next = { ...first, turns: [...turns, user('v', WHOLE)] };
  await ahead(next, user('v', CLAUSES[0]!));
  const spoken = await tiny.answer(next);
  const expected = await tiny.answer({ ...next, conversationId: 'cut, not read ahead' });
  expect(spoken.text).toBe(expected.text);
});

it.each([
  ['the same quotations', recalling('The rain comes from the west.'), recalling('The rain comes from the west.'), true],
  ['other quotations', recalling('The rain comes from the west.'), recalling('A boat lies in the harbour.'), false],
  ['more quotations', recalling('The rain comes from the west.'), recalling('The rain comes from the west.', 'A boat lies in the harbour.'), false],
  ['none any more', recalling('The rain comes from the west.'), recalling(), false],
] as const)('with %s than with the whole message, the answer sees those of the whole', async (_, early, late, isSame) => {
  const turns = await tiny.talk('history', 2);
  const plain = ask([...turns, user('u', WHOLE)], { maxTokens: 24, memory: late });
  const expected = await tiny.answer(plain);
  const spoken = { ...plain, conversationId: `recalled ${_}` };
  await ahead({ ...spoken, memory: early }, user('u', CLAUSES.slice(0, 2).join('')));
  const { text, end, events } = await tiny.answer(spoken);
  expect(text).toBe(expected.text);
  const seen = (all: typeof events) => all.flatMap((event) => (event.kind === 'saw' ? event.evidence.recalled.map(({ turnId }) => turnId) : []));
  expect(seen(events)).toEqual(seen(expected.events));
  // What stood before the message was read once in any case.
  expect(end.stats.promptTokens).toBeLessThan(expected.end.stats.promptTokens / (isSame ? 4 : 2));
});

it('is left off in the midst of it without harm', async () => {
  const plain = ask([user('u', WHOLE)], { maxTokens: 24 });
  const expected = await tiny.answer(plain);
  const spoken = { ...plain, conversationId: 'left off' };
  const abort = new AbortController();
  const reading = tiny.engine.readAhead({ ...spoken, turns: [user('u', WHOLE)] }, abort.signal);
  abort.abort();
  await expect((async () => { for await (const _ of reading); })()).rejects.toMatchObject({ code: 'cancelled' });
  expect((await tiny.answer(spoken)).text).toBe(expected.text);
});
