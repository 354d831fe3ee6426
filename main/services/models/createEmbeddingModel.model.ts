import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CatalogFolder } from '../../../native-models/catalog/CatalogFolder.ts';
import { embeddingModel } from '../../../native-models/catalog/embeddingModel.ts';
import { serveFile, startTestServer, type TestServer } from '../../store/download/testServer.test-helper.ts';
import { openSettings, type SettingsStore } from '../../store/openSettings.ts';
import { forkSpawn } from '../../supervise/forkSpawn.ts';
import type { Child, Spawn } from '../../supervise/Spawn.ts';
import { createEmbeddingModel } from './createEmbeddingModel.ts';
import { createModelService } from './createModelService.ts';
import type { EmbeddingModel, EmbeddingStatus } from './EmbeddingModel.ts';
import type { ModelService } from './ModelService.ts';

const golden = join(import.meta.dirname, '../../../native-models/golden');
const names = ['config.json', 'sentence_bert_config.json', 'tokenizer.json', 'model.safetensors'];
const contents = new Map(names.map((name) => [name, readFileSync(join(golden, 'bert', name))]));
const { texts, vectors: expected } = JSON.parse(readFileSync(join(golden, 'bert/goldens.json'), 'utf8')) as {
  texts: string[];
  vectors: number[][];
};
const model: CatalogFolder = {
  info: embeddingModel.info,
  files: [...contents].map(([name, content]) => ({ name, size: content.length, sha256: createHash('sha256').update(content).digest('hex') })),
  sources: [{ kind: 'given' }, { kind: 'hub', repository: 'maker/bert', revision: 'abc', path: '' }],
};
let home: string;
let settings: SettingsStore;
let server: TestServer;
let serve: RequestListener;
let children: { name: string; child: Child }[];
const closing: { close(): Promise<void> }[] = [];

const serveAll: RequestListener = (request, response) => {
  const content = contents.get(request.url?.split('/').at(-1) ?? '');
  if (content) serveFile(request, response, content);
  else response.writeHead(404).end();
};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'headwater-embedding-'));
  settings = await openSettings(join(home, 'settings.json'));
  serve = serveAll;
  server = await startTestServer((request, response) => serve(request, response));
  children = [];
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((service) => service.close()));
  await server.close();
  for (const { child } of children) expect(await child.exited).toBeDefined();
  rmSync(home, { recursive: true });
});

const spawn: Spawn = (entry, options) => {
  const child = forkSpawn(entry, options);
  children.push({ name: options.name, child });
  return child;
};

/** The host's two models; the chat model is a tiny one from the checkout. */
function create(): { models: ModelService; embedding: EmbeddingModel; statuses: EmbeddingStatus[] } {
  const environment = { HF_ENDPOINT: server.url, PATH: '/nowhere', HEADWATER_MODEL: join(golden, 'tiny/q8_0.gguf') };
  const models = createModelService({ home, settings, spawn, environment });
  const embedding = createEmbeddingModel({ home, settings, spawn, models, model, environment });
  const statuses: EmbeddingStatus[] = [];
  embedding.onChange((status) => statuses.push(status));
  closing.push(embedding, models);
  return { models, embedding, statuses };
}
const phases = (statuses: readonly EmbeddingStatus[]) => statuses.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
const reach = (embedding: EmbeddingModel, phase: EmbeddingStatus['phase']) =>
  expect.poll(() => embedding.status().phase, { timeout: 60_000 }).toBe(phase);

/** Vectors of the golden texts are near those of the reference. */
async function expectVectors(embedding: EmbeddingModel): Promise<void> {
  const found = await embedding.embed(texts, { urgent: true });
  expect(found?.dimensions).toBe(48);
  for (const [index, vector] of expected.entries()) {
    const cosine = vector.reduce((sum, value, at) => sum + value * found!.vectors[index * 48 + at]!, 0);
    expect(cosine).toBeGreaterThan(0.999);
  }
}

test('fetched only once the chat model is ready, compiled in a child, and used in the engine process; the next start needs no network', async () => {
  const first = create();
  first.embedding.start();
  expect(await first.embedding.embed(['a'], { urgent: false })).toBeNull();
  expect(server.requests).toHaveLength(0);
  first.models.start();
  await reach(first.embedding, 'ready');
  expect(phases(first.statuses)).toEqual(['downloading', 'importing', 'ready']);
  expect(first.statuses.some(({ note }) => note?.startsWith('from the model hub'))).toBe(true);
  await expectVectors(first.embedding);
  expect(children.map(({ name }) => name)).toEqual(['importer', 'engine', 'importer']);
  const directory = first.embedding.directory();
  await first.embedding.close();
  await first.models.close();

  rmSync(join(home, 'downloads'), { recursive: true });
  serve = (_, response) => response.writeHead(500).end();
  const second = create();
  second.embedding.start();
  await reach(second.embedding, 'ready');
  expect(second.embedding.directory()).toBe(directory);
  expect(await second.embedding.embed(['a'], { urgent: false })).toBeNull();
  const told = second.statuses.length;
  second.models.start();
  await expect.poll(() => second.models.status().phase, { timeout: 60_000 }).toBe('ready');
  expect(second.statuses.slice(told).at(-1)?.phase).toBe('ready');
  await expectVectors(second.embedding);
  expect(server.requests).toHaveLength(4);
});

test('an engine that was killed has the model again after its restart', async () => {
  const { models, embedding } = create();
  models.start();
  embedding.start();
  await reach(embedding, 'ready');
  await expectVectors(embedding);
  const engine = children.find(({ name }) => name === 'engine')!;
  const before = models.embedding();
  process.kill(engine.child.pid as number, 'SIGKILL');
  expect(await embedding.embed(texts, { urgent: false })).toBeNull();
  await expect.poll(() => models.embedding() !== before && models.embedding() !== null, { timeout: 60_000 }).toBe(true);
  await expectVectors(embedding);
});

test('a failure says why and harms nothing; start tries again', async () => {
  serve = (_, response) => response.writeHead(404).end();
  const { models, embedding } = create();
  models.start();
  embedding.start();
  await reach(embedding, 'failed');
  expect(embedding.status().note).toMatch(/could not be had from anywhere/);
  expect(models.status().phase).toBe('ready');
  serve = serveAll;
  embedding.start();
  await reach(embedding, 'ready');
  await expectVectors(embedding);
});

test('cancel keeps what came, and start goes on from there', async () => {
  const whole = contents.get('model.safetensors')!;
  serve = (request, response) => {
    if (!request.url?.endsWith('safetensors')) return serveAll(request, response);
    response.writeHead(200, { etag: '"v1"', 'content-length': whole.length }).write(whole.subarray(0, 1_000));
  };
  const { models, embedding } = create();
  models.start();
  embedding.start();
  const part = join(home, 'downloads', model.info.id, 'model.safetensors.part');
  await expect.poll(() => (existsSync(part) ? readFileSync(part).length : 0), { timeout: 60_000 }).toBe(1_000);
  await embedding.cancel();
  expect(embedding.status().phase).toBe('absent');
  serve = serveAll;
  embedding.start();
  await reach(embedding, 'ready');
  expect(server.requests.at(-1)?.headers.range).toBe('bytes=1000-');
});

test('a damaged compiled folder is compiled anew without asking', async () => {
  const first = create();
  first.models.start();
  first.embedding.start();
  await reach(first.embedding, 'ready');
  await first.embedding.close();
  await first.models.close();
  const folder = join(home, 'models/embedding');
  const compiled = readdirSync(folder).find((name) => name.length === 64) as string;
  truncateSync(join(folder, compiled, 'encoder.bin'), 10);
  const second = create();
  second.models.start();
  second.embedding.start();
  await expect.poll(() => phases(second.statuses), { timeout: 60_000 }).toEqual(['ready', 'absent', 'downloading', 'importing', 'ready']);
  await expectVectors(second.embedding);
});
