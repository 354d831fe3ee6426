import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { downloadFile } from './downloadFile.ts';
import type { DownloadProgress } from './DownloadProgress.ts';
import { serveFile, startTestServer, type TestServer } from './testServer.test-helper.ts';

const content = randomBytes(300_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const servers: TestServer[] = [];
let folder: string;
let file: string;
let progress: DownloadProgress[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-download-'));
  file = join(folder, 'downloads/model.gguf');
  progress = [];
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

async function serve(listener: RequestListener): Promise<TestServer> {
  const server = await startTestServer(listener);
  servers.push(server);
  return server;
}

function get(url: string, options: { signal?: AbortSignal; headers?: Record<string, string>; size?: number } = {}): Promise<void> {
  return downloadFile({
    url,
    file,
    size: options.size ?? content.length,
    sha256,
    signal: options.signal ?? new AbortController().signal,
    onProgress: (step) => progress.push(step),
    limits: { answerMs: 2_000, stallMs: 500, attempts: 3, backoffMs: 1 },
    ...(options.headers && { headers: options.headers }),
  });
}

/** Sends the first `bytes` of the file and, once they have arrived, calls `then`. */
function sendSome(response: ServerResponse, bytes: number, then: () => void): void {
  response.writeHead(200, { etag: '"v1"', 'content-length': content.length }).write(content.subarray(0, bytes));
  const timer = setInterval(() => {
    if (statSync(`${file}.part`).size < bytes) return;
    clearInterval(timer);
    then();
  }, 5);
}

/** Sends the first `bytes` of the file and then cuts the connection. */
function cutAfter(response: ServerResponse, bytes: number): void {
  sendSome(response, bytes, () => response.destroy());
}

function expectInstalled(): void {
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(readdirSync(join(folder, 'downloads'))).toEqual(['model.gguf']);
}

test('a file arrives whole, with progress', async () => {
  const server = await serve((request, response) => serveFile(request, response, content));
  await get(`${server.url}/model.gguf`);
  expectInstalled();
  expect(progress[0]).toEqual({ phase: 'downloading', done: 0, total: content.length, bytesPerSecond: null });
  expect(progress.at(-1)).toMatchObject({ phase: 'verifying', done: content.length });
  const done = progress.map((step) => step.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
});

test('a cut connection is tried again from where it broke', async () => {
  const server = await serve((request, response) => {
    if (server.requests.length === 1) cutAfter(response, 100_000);
    else serveFile(request, response, content);
  });
  await get(`${server.url}/model.gguf`);
  expectInstalled();
  expect(server.requests).toHaveLength(2);
  expect(server.requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  expect(server.requests[1]?.headers['if-range']).toBe('"v1"');
});

test('a stalled connection is given up and tried again', async () => {
  const server = await serve((request, response) => {
    if (server.requests.length === 1) {
      response.writeHead(200, { etag: '"v1"', 'content-length': content.length }).write(content.subarray(0, 50_000));
    } else serveFile(request, response, content);
  });
  await get(`${server.url}/model.gguf`);
  expectInstalled();
  expect(server.requests[1]?.headers.range).toBe('bytes=50000-');
});

/** Leaves 100,000 bytes behind, as a program that was killed does. */
async function leavePart(): Promise<void> {
  const controller = new AbortController();
  const server = await serve((_, response) => sendSome(response, 100_000, () => controller.abort()));
  const stopped = get(server.url, { signal: controller.signal });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(statSync(`${file}.part`).size).toBe(100_000);
  expect(existsSync(file)).toBe(false);
}

test('a later run goes on where the last one stopped', async () => {
  await leavePart();
  const server = await serve((request, response) => serveFile(request, response, content));
  await get(server.url);
  expect(server.requests.map((request) => request.headers.range)).toEqual(['bytes=100000-']);
  expectInstalled();
});

test('a server that has another version sends the whole file', async () => {
  await leavePart();
  const server = await serve((request, response) => serveFile(request, response, content, '"v2"'));
  await get(server.url);
  expect(server.requests).toHaveLength(1);
  expectInstalled();
});

test('a server without ranges sends the whole file', async () => {
  await leavePart();
  const server = await serve((_, response) => response.end(content));
  await get(server.url);
  expectInstalled();
});

test('a range that is refused, or another than asked for, begins the file anew', async () => {
  for (const status of [416, 206]) {
    rmSync(file, { force: true });
    await leavePart();
    const server = await serve((request, response) => {
      if (request.headers.range === undefined) serveFile(request, response, content);
      else response.writeHead(status, { 'content-range': `bytes 5-9/${content.length}` }).end('wrong');
    });
    await get(server.url);
    expect(server.requests).toHaveLength(2);
    expectInstalled();
  }
});

test('a part that is already whole is only verified', async () => {
  await leavePart();
  writeFileSync(`${file}.part`, content);
  const server = await serve((_, response) => response.writeHead(500).end());
  await get(server.url);
  expect(server.requests).toHaveLength(0);
  expectInstalled();
});

test('a part that was damaged meanwhile is found out and fetched again', async () => {
  await leavePart();
  truncateSync(`${file}.part`, 0);
  writeFileSync(`${file}.part`, randomBytes(100_000));
  const server = await serve((request, response) => serveFile(request, response, content));
  await get(server.url);
  expect(server.requests.map((request) => request.headers.range)).toEqual(['bytes=100000-', undefined]);
  expectInstalled();
});

test('a wrong file is fetched once more, then refused and deleted', async () => {
  const server = await serve((_, response) => response.end(randomBytes(content.length)));
  await expect(get(server.url)).rejects.toMatchObject({ code: 'checksum' });
  expect(server.requests).toHaveLength(2);
  expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
});

test('a file of another size is refused before it is read', async () => {
  const server = await serve((_, response) => response.end('not a model'));
  await expect(get(server.url)).rejects.toMatchObject({ code: 'checksum', message: expect.stringContaining('size') });
});

test('a source that sends without end is stopped at the size of the file', async () => {
  const server = await serve((_, response) => {
    const more = (): void => {
      if (!response.destroyed) response.write(content, more);
    };
    more();
  });
  await expect(get(server.url)).rejects.toMatchObject({ code: 'checksum' });
  expect(statSync(`${file}.part`).size).toBeLessThanOrEqual(content.length);
});

test.each([
  [401, 'no-permission'],
  [403, 'no-permission'],
  [404, 'not-found'],
  [503, 'no-network'],
  [418, 'not-found'],
])('HTTP %d is told as %s', async (status, code) => {
  const server = await serve((_, response) => response.writeHead(status).end('no'));
  await expect(get(server.url)).rejects.toMatchObject({ code, message: expect.stringContaining(`HTTP ${status}`) });
});

test('a server that is not there, or never answers, is told as no network after one try', async () => {
  const gone = await startTestServer(() => {});
  await gone.close();
  await expect(get(gone.url)).rejects.toMatchObject({ code: 'no-network', message: expect.stringContaining('ECONNREFUSED') });
  const silent = await serve(() => {});
  await expect(get(silent.url)).rejects.toMatchObject({ code: 'no-network', message: 'The server did not answer for 2 s.' });
  expect(silent.requests).toHaveLength(1);
});

test('a connection that is cut again and again is given up; what came stays', async () => {
  const server = await serve((request, response) => {
    if (request.headers.range === undefined) cutAfter(response, 100_000);
    else response.destroy();
  });
  await expect(get(server.url)).rejects.toMatchObject({ code: 'no-network' });
  expect(server.requests).toHaveLength(3);
  expect(existsSync(file)).toBe(false);
  expect(statSync(`${file}.part`).size).toBe(100_000);
});

test('the token goes to the hub and not to where the hub sends us', async () => {
  const elsewhere = await serve((request, response) => serveFile(request, response, content));
  const hub = await serve((request, response) => {
    if (request.url === '/model') response.writeHead(307, { location: '/renamed' }).end();
    else response.writeHead(302, { location: `${elsewhere.url}/signed` }).end();
  });
  await get(`${hub.url}/model`, { headers: { authorization: 'Bearer hf_secret' } });
  expectInstalled();
  expect(hub.requests.map((request) => request.headers.authorization)).toEqual(['Bearer hf_secret', 'Bearer hf_secret']);
  expect(elsewhere.requests.map((request) => request.headers.authorization)).toEqual([undefined]);
});

test('a circle of redirects ends', async () => {
  const server = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
  await expect(get(server.url)).rejects.toMatchObject({ code: 'no-network', message: expect.stringContaining('circle') });
});

test('without room for the file nothing is fetched and the number is named', async () => {
  const server = await serve((request, response) => serveFile(request, response, content));
  const size = 1e18;
  await expect(get(server.url, { size })).rejects.toMatchObject({ code: 'disk-full', details: { needed: expect.any(Number) } });
  expect(server.requests).toHaveLength(0);
});
