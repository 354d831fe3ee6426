import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { openSession } from './openSession.ts';
import { ask, user } from './support/ask.ts';
import { compileTiny } from './support/compileTiny.ts';
import { TinyEngine } from './support/TinyEngine.ts';

/** What the real decoder is to suffer, and after how many runs. */
const next = vi.hoisted(() => ({ fault: null as 'nan' | 'throw' | null, runs: 0 }));

vi.mock('./openSession.ts', async (original) => {
  const real = await original<{ openSession: typeof openSession }>();
  return {
    async openSession(...parameters: Parameters<typeof openSession>) {
      const session = await real.openSession(...parameters);
      const { decoder } = session;
      const run: typeof decoder.run = async (...step) => {
        const fault = next.runs-- === 0 ? next.fault : null;
        if (fault === 'throw') throw new Error('The runtime failed.');
        const rows = await decoder.run(...step);
        return fault === 'nan' ? rows.fill(NaN) : rows;
      };
      const { model } = decoder;
      return { ...session, decoder: { model, run, createBuffers: () => decoder.createBuffers(), close: () => decoder.close() } };
    },
  };
});

let tiny: TinyEngine;
let remove: () => Promise<void>;

beforeAll(async () => {
  const compiled = await compileTiny('groupedYarn');
  remove = compiled.remove;
  tiny = await TinyEngine.open(compiled.directory, 128);
});
afterAll(() => remove());

it.each(['nan', 'throw'] as const)('after a run that failed (%s) the same question is answered from the text', async (fault) => {
  const request = ask([user('u', 'The river runs down to the sea.')]);
  const sound = await tiny.answer({ ...request, conversationId: `sound ${fault}` });
  Object.assign(next, { fault, runs: 6 });
  await expect(tiny.answer(request)).rejects.toMatchObject({ code: 'internal' });
  const again = await tiny.answer(request);
  expect(again.text).toBe(sound.text);
  // Nothing of the cache that may hold bad numbers was used again.
  expect(again.end.stats.reusedTokens).toBe(0);
});

it('who waits for a conversation whose run fails gets a new cache', async () => {
  const request = ask([user('u', 'The town has a bridge.')]);
  const sound = await tiny.answer({ ...request, conversationId: 'sound' });
  Object.assign(next, { fault: 'throw', runs: 6 });
  const [failed, waited] = await Promise.allSettled([tiny.answer(request), tiny.answer(request)]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'internal' } });
  expect(waited).toMatchObject({ status: 'fulfilled', value: { text: sound.text, end: { stats: { reusedTokens: 0 } } } });
});
