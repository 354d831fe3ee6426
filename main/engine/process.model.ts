import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectService } from '../../app/contract/connectService.ts';
import { engineService } from '../../app/contract/services/engine.ts';
import { forkSpawn } from '../supervise/forkSpawn.ts';
import { ask, user } from './support/ask.ts';
import { compileTiny } from './support/compileTiny.ts';

let directory: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ directory, remove } = await compileTiny('groupedDefault'));
});
afterAll(() => remove());

describe('the engine process', () => {
  it('answers over its channel, takes a cancel, and ends with the channel', async () => {
    const child = forkSpawn(path.join(import.meta.dirname, 'process.ts'), { name: 'engine' });
    const engine = connectService(child.channel, engineService);
    const info = await engine.load({ directory, provider: 'cpu', threads: 1, contextSlots: 128 });
    expect(info.residentBytes).toBeGreaterThan(10_000_000);

    const request = ask([user('u', 'What runs to the sea?')], { conversationId: 'one', maxTokens: 60 });
    let whole = '';
    for await (const event of engine.answer(request)) if (event.kind === 'text') whole += event.text;
    let part = '';
    for await (const event of engine.answer({ ...request, conversationId: 'two', maxTokens: 60_000 })) {
      if (event.kind === 'text') part += event.text;
      if (part.length > 20) break;
    }
    // The cancel was taken in the middle of 60,000 tokens: the next answer does not wait for them.
    let again = '';
    for await (const event of engine.answer({ ...request, conversationId: 'three' })) {
      if (event.kind === 'text') again += event.text;
    }
    expect(again).toBe(whole);
    expect(part.slice(0, 10)).toBe(whole.slice(0, 10));

    child.channel.close();
    expect(await child.exited).toEqual({ code: 0, signal: null });
  });
});
