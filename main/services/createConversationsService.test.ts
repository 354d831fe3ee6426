import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectService } from '../../app/contract/connectService.ts';
import { memoryChannelPair } from '../../app/contract/memoryChannelPair.ts';
import { serveService } from '../../app/contract/serveService.ts';
import { conversationsService } from '../../app/contract/services/conversations.ts';
import type { Client } from '../../app/contract/Service.ts';
import { createStore } from '../store/createStore.ts';
import { storeService } from '../store/storeService.ts';
import { createChangeSignal } from './changeSignal.ts';
import { createConversationsService } from './createConversationsService.ts';

let folder: string;
let store: Client<typeof storeService>;
let client: Client<typeof conversationsService>;
let purge: () => Promise<void>;
let stopped: string[];
let erased: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-conversations-'));
  const [near, far] = memoryChannelPair();
  serveService(far, storeService, createStore(join(folder, 'headwater.db')));
  store = connectService(near, storeService);
  stopped = [];
  erased = [];
  const service = createConversationsService({
    store,
    changes: createChangeSignal(),
    stop: async (id) => void stopped.push(id),
    reveal: async (turnId) => void (await store.reveal({ turnId })),
    erased: async (seenIn, gone) => void erased.push(...seenIn, ...gone),
  });
  purge = service.purge;
  const [window, host] = memoryChannelPair();
  serveService(host, conversationsService, service.handlers);
  client = connectService(window, conversationsService);
});
afterEach(async () => {
  await store.close({});
  rmSync(folder, { recursive: true });
});

test('every change reaches every window that watches the list', async () => {
  const titles: string[][] = [];
  void (async () => {
    for await (const { conversations } of client.watch({})) titles.push(conversations.map(({ title }) => title));
  })().catch(() => undefined);
  await expect.poll(() => titles.at(-1)).toEqual([]);
  const { id } = await client.create({});
  await client.rename({ id, title: 'Rivers' });
  await expect.poll(() => titles.at(-1)).toEqual(['Rivers']);
  await client.remove({ id });
  await expect.poll(() => titles.at(-1)).toEqual([]);
  await client.restore({ id });
  await expect.poll(() => titles.at(-1)).toEqual(['Rivers']);
});

test('removing stops its answer first; what was removed is erased for good, and the engine is told', async () => {
  const { id } = await client.create({});
  await client.remove({ id });
  expect(stopped).toEqual([id]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await purge();
  expect(erased).toEqual([id]);
  await expect(client.restore({ id })).rejects.toMatchObject({ code: 'not-found' });
});
