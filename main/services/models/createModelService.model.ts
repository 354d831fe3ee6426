import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { engineService } from '../../../app/contract/services/engine.ts';
import type { Client } from '../../../app/contract/Service.ts';
import { ModelStatus } from '../../../app/models/ModelStatus.ts';
import type { CatalogModel } from '../../../native-models/catalog/CatalogModel.ts';
import { defaultModel } from '../../../native-models/catalog/defaultModel.ts';
import { serveFile, startTestServer, type TestServer } from '../../store/download/testServer.test-helper.ts';
import { openSettings, type SettingsStore } from '../../store/openSettings.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import type { Child, Spawn } from '../../supervise/Spawn.ts';
import { createModelService } from './createModelService.ts';
import type { ModelService } from './ModelService.ts';

const tiny = join(import.meta.dirname, '../../../native-models/golden/tiny');
const content = readFileSync(join(tiny, 'q4_1.gguf'));
const model: CatalogModel = {
  ...defaultModel,
  file: { name: 'tiny.gguf', size: content.length, sha256: createHash('sha256').update(content).digest('hex') },
  sources: [{ kind: 'given' }, { kind: 'hub', repository: 'maker/tiny', revision: 'abc', path: 'tiny.gguf' }],
};
const { signal } = new AbortController();
let home: string;
let settings: SettingsStore;
let server: TestServer;
let serve: RequestListener;
let children: { name: string; child: Child }[];
let statuses: ModelStatus[];
const services: ModelService[] = [];

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'headwater-models-'));
  settings = await openSettings(join(home, 'settings.json'));
  serve = (request, response) => serveFile(request, response, content);
  server = await startTestServer((request, response) => serve(request, response));
  children = [];
  statuses = [];
});
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()));
  await server.close();
  for (const { child } of children) expect(await child.exited).toBeDefined();
  rmSync(home, { recursive: true });
});

const spawn: Spawn = (entry, options) => {
  const child = forkSpawn(entry, options);
  children.push({ name: options.name, child });
  return child;
};

function create(): ModelService {
  const environment = { HF_ENDPOINT: server.url, PATH: '/nowhere' };
  const service = createModelService({ home, settings, spawn, model, environment });
  service.onChange((status) => statuses.push(ModelStatus.parse(status)));
  services.push(service);
  return service;
}
const phases = (): string[] => statuses.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);

/** The engine as soon as it is ready; fails at once when the model does. */
function ready(service: ModelService): Promise<Client<typeof engineService>> {
  return new Promise((resolve, reject) => {
    service.whenReady(signal).then(resolve, reject);
    service.onChange(({ error, phase }) => phase === 'failed' && reject(new Error(error?.message)));
  });
}
const reach = (service: ModelService, phase: ModelStatus['phase']) => expect.poll(() => service.status().phase, { timeout: 60_000 }).toBe(phase);

async function answer(client: Client<typeof engineService>): Promise<string> {
  const turns = [{ id: 't', role: 'user' as const, text: 'Hello' }];
  let text = '';
  for await (const event of client.answer({ conversationId: 'c', system: '', turns, earlierTurns: 0, sampling: null, maxTokens: 8 })) {
    if (event.kind === 'text') text += event.text;
    if (event.kind === 'end') return text;
  }
  return expect.unreachable();
}

test('from nothing to an answer; the next start needs neither network nor weights', async () => {
  const first = create();
  first.start();
  const client = await ready(first);
  await answer(client);
  expect(phases()).toEqual(['absent', 'downloading', 'verifying', 'importing', 'loading', 'ready']);
  expect(first.status()).toMatchObject({ model: model.info, notes: [], error: null, engine: { provider: 'cpu', contextSlots: 2_048 } });
  expect(readdirSync(join(home, 'downloads'))).toEqual(['tiny.gguf']);
  const told = statuses.length;
  await first.measure();
  expect(statuses.slice(told)).toMatchObject([{ phase: 'ready', engine: { residentBytes: expect.any(Number) } }]);
  await first.close();
  await first.measure();
  expect(first.engine()).toBeNull();

  rmSync(join(home, 'downloads'), { recursive: true });
  serve = (_, response) => response.writeHead(500).end();
  statuses = [];
  const second = create();
  second.start();
  await answer(await ready(second));
  expect(phases()).toEqual(['absent', 'loading', 'ready']);
  expect(server.requests).toHaveLength(1);
  expect(children.map(({ name }) => name)).toEqual(['importer', 'engine', 'engine']);
});

test('an engine killed with kill -9 comes back by itself; its client fails, the status tells', async () => {
  const service = create();
  service.start();
  const client = await ready(service);
  process.kill(children.at(-1)?.child.pid as number, 'SIGKILL');
  await expect(answer(client)).rejects.toMatchObject({ code: 'closed' });
  await expect.poll(() => service.engine()).not.toBe(client);
  await answer(await ready(service));
  expect(phases().slice(-3)).toEqual(['ready', 'restarting', 'ready']);
  expect(statuses.find(({ phase }) => phase === 'restarting')?.error?.code).toBe('crashed');
});

test('a damaged compiled folder is compiled anew without asking', async () => {
  const first = create();
  first.start();
  await ready(first);
  await first.close();
  const folder = readdirSync(join(home, 'models')).find((name) => name.length === 64) as string;
  truncateSync(join(home, 'models', folder, 'decoder.bin'), 10);
  statuses = [];
  const second = create();
  second.start();
  await answer(await ready(second));
  expect(phases()).toEqual(['absent', 'loading', 'importing', 'loading', 'ready']);
});

test('cancel keeps what came, and install goes on from there', async () => {
  serve = (_, response) => response.writeHead(200, { etag: '"v1"', 'content-length': content.length }).write(content.subarray(0, 1_000));
  const service = create();
  service.start();
  const part = join(home, 'downloads/tiny.gguf.part');
  await expect.poll(() => (existsSync(part) ? readFileSync(part).length : 0)).toBe(1_000);
  await service.handlers.cancel({});
  expect(service.status().phase).toBe('absent');
  serve = (request, response) => serveFile(request, response, content);
  await service.handlers.install({ file: null });
  await ready(service);
  expect(server.requests[1]?.headers.range).toBe('bytes=1000-');
});

test('a source that fails is passed over with a line; when none is left the error says what to do, and restart tries again', async () => {
  serve = (_, response) => response.writeHead(404).end();
  const service = create();
  service.start();
  await reach(service, 'failed');
  expect(service.status()).toMatchObject({
    error: { code: 'not-found', message: expect.stringContaining('name a model file') },
    notes: [expect.stringContaining('was passed over')],
  });
  expect(service.engine()).toBeNull();
  serve = (request, response) => serveFile(request, response, content);
  await service.handlers.restart({});
  await ready(service);
  expect(service.status().notes).toEqual([]);
});

test('a file the person names is used and remembered; a bad one is refused, not remembered, and never looks installed', async () => {
  const service = create();
  const mine = join(home, 'mine.gguf');
  cpSync(join(tiny, 'q8_0.gguf'), mine);
  await service.handlers.install({ file: mine });
  await answer(await ready(service));
  expect(service.status().model).toMatchObject({ id: 'file:mine', name: 'mine' });
  expect(settings.get().modelFile).toBe(mine);
  expect(server.requests).toHaveLength(0);

  const bad = join(home, 'bad.gguf');
  writeFileSync(bad, content.subarray(0, 2_000));
  const before = readdirSync(join(home, 'models'));
  await service.handlers.install({ file: bad });
  await reach(service, 'failed');
  expect(service.status().error?.code).toBe('bad-file');
  expect(settings.get().modelFile).toBe(mine);
  expect(readdirSync(join(home, 'models'))).toEqual(before);

  await expect(service.handlers.install({ file: join(home, 'gone.gguf') })).rejects.toMatchObject({ code: 'not-found' });
  await service.handlers.install({ file: null });
  await ready(service);
  expect(service.status().model).toEqual(model.info);
  expect(settings.get().modelFile).toBeNull();
});

test('other threads or slots are another engine process', async () => {
  const service = create();
  service.start();
  await ready(service);
  await settings.set({ theme: 'dark' });
  expect(service.status().phase).toBe('ready');
  await settings.set({ contextSlots: 512, threads: 1 });
  await expect.poll(() => service.status().engine, { timeout: 60_000 }).toMatchObject({ contextSlots: 512, threads: 1 });
  expect(children.filter(({ name }) => name === 'engine')).toHaveLength(2);
});

test('another way of remembering is the same engine process, for one conversation or for all', async () => {
  const service = create();
  service.start();
  const engine = await ready(service);
  const turns = [{ id: 't', role: 'user' as const, text: 'Hello' }];
  const asked = { conversationId: 'c', system: '', turns, earlierTurns: 0, sampling: null, maxTokens: 4 };
  const kinds: string[] = [];
  for await (const { kind } of engine.answer({ ...asked, policy: 'heavy-hitter' })) kinds.push(kind);
  expect(kinds.at(-1)).toBe('end');
  await settings.set({ retention: 'entropy' });
  expect(await service.whenReady(signal)).toBe(engine);
  expect(children.filter(({ name }) => name === 'engine')).toHaveLength(1);
});

test('closing in the midst of everything ends every child and every waiter', async () => {
  const service = create();
  service.start();
  const waiting = service.whenReady(signal).catch((error: unknown) => error);
  const seen: ModelStatus[] = [];
  const watching = (async () => {
    for await (const status of service.handlers.watch({}, signal)) seen.push(ModelStatus.parse(status));
  })();
  await reach(service, 'importing');
  await service.close();
  await watching;
  expect(await waiting).toMatchObject({ code: 'closed' });
  expect(seen[0]?.phase).toBe('absent');
  await expect(service.whenReady(signal)).rejects.toMatchObject({ code: 'closed' });
});
