import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectService } from '../../app/contract/connectService.ts';
import { serveSuite, suiteService } from '../../app/contract/suiteService.test-helper.ts';
import { webSocketChannel } from '../../app/contract/webSocketChannel.ts';
import type { LocalServer } from './createLocalServer.ts';
import { createWebServer } from './createWebServer.ts';
import type { WebLimits } from './webLimits.ts';

const TOKEN = 'correct-horse';
let folder: string;
let web: LocalServer;
let port: number;

async function start(limits: Partial<WebLimits> = {}) {
  web = createWebServer({ root: join(folder, 'site'), token: TOKEN, serve: serveSuite, limits });
  web.server.listen(0, '127.0.0.1');
  await once(web.server, 'listening');
  const address = web.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headwater-web-'));
  await mkdir(join(folder, 'site/assets'), { recursive: true });
  await writeFile(join(folder, 'site/index.html'), '<!doctype html>window');
  await writeFile(join(folder, 'site/assets/index-1a2b3c.js'), 'export {};');
  await writeFile(join(folder, 'site/assets/run.sh'), 'rm');
  await writeFile(join(folder, 'secret.html'), 'secret');
  await symlink(join(folder, 'secret.html'), join(folder, 'site/link.html'));
});
afterEach(async () => {
  await web.close();
  await rm(folder, { recursive: true });
});

interface Reply {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** One request as a hostile client may write it: any path, method and headers. */
function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<Reply>((resolve, reject) => {
    const headers = { Host: `127.0.0.1:${port}`, ...options.headers };
    const asked = request({ host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end(options.body);
  });
}

interface SocketOptions {
  readonly path?: string;
  readonly protocols?: string[];
  readonly origin?: string | undefined;
  readonly host?: string;
}

/** Tries to open a window's channel; resolves to the socket, or to the status it was refused with. */
function openSocket(options: SocketOptions = {}) {
  const { path = '/socket', protocols = ['headwater', `token.${TOKEN}`] } = options;
  const headers: Record<string, string> = options.host === undefined ? {} : { Host: options.host };
  const origin = 'origin' in options ? options.origin : `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
    headers,
    ...(origin === undefined ? {} : { origin }),
  });
  return new Promise<WebSocket | number | undefined>((resolve) => {
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.once('error', () => resolve(undefined));
  });
}

/** Everything that comes on a bare connection until the other side closes it. */
async function talk(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  // A reset ends it like a close.
  socket.on('error', () => {});
  socket.write(text);
  await closed;
  return heard;
}

describe('files', () => {
  beforeEach(() => start());

  it('serves the page with a strict policy', async () => {
    const page = await ask('/');
    expect(page).toMatchObject({ status: 200, body: '<!doctype html>window' });
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets hashed files be kept for ever, and answers HEAD without a body', async () => {
    const asset = await ask('/assets/index-1a2b3c.js?v=1');
    expect(asset).toMatchObject({ status: 200, body: 'export {};' });
    expect(asset.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const head = await ask('/assets/index-1a2b3c.js', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers['content-length']).toBe('10');
  });

  it('serves a window that was rebuilt meanwhile', async () => {
    await ask('/');
    await writeFile(join(folder, 'site/assets/index-9f.js'), 'new');
    await ask('/');
    expect(await ask('/assets/index-9f.js')).toMatchObject({ status: 200, body: 'new' });
    await rm(join(folder, 'site/assets/index-9f.js'));
    expect((await ask('/assets/index-9f.js')).status).toBe(404);
  });

  it('says how to build a window that is not there', async () => {
    await rm(join(folder, 'site'), { recursive: true });
    expect(await ask('/')).toMatchObject({ status: 503, body: expect.stringContaining('npm run build') as string });
  });

  it.each([
    '/../secret.html', '/assets/../../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/..\\secret.html',
    '//etc/passwd', '/link.html', '/assets/run.sh', '/assets', '/assets/', '/index.html/', '/./index.html',
    '/constructor', '/__proto__', '/%00', '/%', '/socket', 'http://127.0.0.1/', '*', '/favicon.ico', '/web.json',
  ])('does not find %s', async (path) => {
    const reply = await ask(path);
    expect(reply.status).toBe(404);
    expect(reply.body).toBe('Not found.\n');
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND'])('refuses %s', async (method) => {
    const reply = await ask('/', { method });
    expect(reply.status).toBe(405);
    expect(reply.headers['allow']).toBe('GET, HEAD');
  });

  it.each([
    'headwater.example', `headwater.example:1`, '127.0.0.1', 'localhost', '127.0.0.1:1', '127.0.0.2:PORT', '[::1]:PORT',
    '0.0.0.0:PORT', '127.0.0.1:PORT.evil.example', 'evil.example:PORT', '127.0.0.1:PORT@evil', '2130706433:PORT',
    'LOCALHOST:PORT',
  ])('refuses the host %s', async (host) => {
    expect((await ask('/', { headers: { Host: host.replace('PORT', String(port)) } })).status).toBe(403);
  });

  it('answers to localhost, and to its own origin only', async () => {
    const host = `localhost:${port}`;
    expect((await ask('/', { headers: { Host: host } })).status).toBe(200);
    expect((await ask('/', { headers: { Host: host, Origin: `http://${host}` } })).status).toBe(200);
    for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${port}`, `https://${host}`, '']) {
      expect((await ask('/', { headers: { Host: host, Origin: origin } })).status).toBe(403);
    }
  });
});

describe('sockets', () => {
  it('carry the contract for who has the token', async () => {
    await start();
    const socket = await openSocket();
    if (!(socket instanceof WebSocket)) throw new Error(`refused: ${socket}`);
    expect(socket.protocol).toBe('headwater');
    expect(socket.extensions).toBe('');
    const client = connectService(webSocketChannel(socket), suiteService);
    expect(await client.echo({ value: 'hello' })).toEqual({ value: 'hello' });
  });

  it.each([
    ['no protocol', { protocols: [] }, 403],
    ['no token', { protocols: ['headwater'] }, 403],
    ['a wrong token', { protocols: ['headwater', 'token.wrong'] }, 403],
    ['an empty token', { protocols: ['headwater', 'token.'] }, 403],
    ['the token alone', { protocols: [`token.${TOKEN}`] }, 403],
    ['the token among others', { protocols: ['headwater', 'token.wrong', `token.${TOKEN}`] }, 403],
    ['no origin', { origin: undefined }, 403],
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a foreign host', { host: 'evil.example' }, 403],
    ['another path', { path: '/' }, 404],
    ['the token in the path', { path: `/socket?token=${TOKEN}`, protocols: ['headwater'] }, 404],
  ])('are refused with %s', async (_name, options, status) => {
    await start();
    expect(await openSocket(options)).toBe(status);
  });

  it('are limited in number', async () => {
    await start({ sockets: 2 });
    const first = await openSocket();
    expect(await openSocket()).toBeInstanceOf(WebSocket);
    expect(await openSocket()).toBe(503);
    (first as WebSocket).close();
    await once(first as WebSocket, 'close');
    expect(await openSocket()).toBeInstanceOf(WebSocket);
  });

  it('are closed by a frame over the limit and by one that is no WebSocket frame', async () => {
    await start();
    const socket = (await openSocket()) as WebSocket;
    // The header of a frame that announces 2^40 bytes.
    (socket as unknown as { _socket: NodeJS.WritableStream })._socket.write(
      Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
    );
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    expect(await openSocket()).toBeInstanceOf(WebSocket);
  });

  it('are cut when they do not answer pings', async () => {
    await start({ pingInterval: 20 });
    const alive = (await openSocket()) as WebSocket;
    const silent = (await openSocket()) as WebSocket;
    silent.pause();
    await once(alive, 'ping');
    await once(alive, 'ping');
    await once(alive, 'ping');
    expect(alive.readyState).toBe(WebSocket.OPEN);
    silent.resume();
    const [code] = (await once(silent, 'close')) as [number];
    expect(code).toBe(1006);
  });

  it('end with the server', async () => {
    await start();
    const socket = (await openSocket()) as WebSocket;
    const closed = once(socket, 'close');
    await web.close();
    await closed;
    expect(await openSocket()).toBeUndefined();
  });
});

describe('limits', () => {
  it('refuses headers that are too long', async () => {
    await start();
    expect((await ask('/', { headers: { 'X-Long': 'x'.repeat(17 * 1024) } })).status).toBe(431);
  });

  it('closes connections that send their headers slowly, or say nothing', async () => {
    await start({ headersTimeout: 60, requestTimeout: 60, idleTimeout: 200 });
    expect(await talk('GET / HTTP/1.1\r\nHost: ')).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect(await talk('')).toMatch(/^(HTTP\/1\.1 408|$)/);
  });

  it('closes a connection that sends a body', async () => {
    await start();
    const heard = await talk(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 5\r\n\r\nhello`);
    expect(heard).toContain('HTTP/1.1 200');
    expect(heard).toMatch(/Connection: close/i);
  });

  it('closes what is no HTTP', async () => {
    await start();
    expect(await talk('\u0016\u0003\u0001\u0002\u0000\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await talk(`CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`)).toBe('');
    expect(await talk(`GET / HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400/);
  });

  it('takes no more connections than its limit', async () => {
    await start({ connections: 2 });
    const held = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    expect(await talk('GET / HTTP/1.1\r\n')).toBe('');
    for (const socket of held) socket.destroy();
  });
});
