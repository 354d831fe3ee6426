import { createServer, setGlobalProxyFromEnv, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../app/contract/AppError.ts';
import { startTestServer, type TestServer } from '../store/download/testServer.test-helper.ts';
import { useProxies } from './useProxies.ts';

let own: TestServer;
let proxy: Server;
let asked: string[];

beforeEach(async () => {
  own = await startTestServer((request, response) => response.end(`for ${request.headers.host}`));
  asked = [];
  // A proxy that leads everywhere to our own server.
  proxy = createServer().on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const target = connect(Number(new URL(own.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  setGlobalProxyFromEnv({});
  await own.close();
  proxy.close();
});

const get = async (url: string): Promise<string> => (await fetch(url)).text();

test('the outside is reached through the proxy, this computer directly', async () => {
  useProxies({ HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, NO_PROXY: 'intranet.example' });
  expect(await get('http://hub.example/model')).toBe('for hub.example');
  expect(asked).toEqual(['hub.example:80']);
  expect(await get(own.url)).toBe(`for ${new URL(own.url).host}`);
  expect(asked).toHaveLength(1);
});

test('without a proxy nothing changes', async () => {
  useProxies({ PATH: '/bin' });
  expect(await get(own.url)).toBe(`for ${new URL(own.url).host}`);
  expect(asked).toEqual([]);
});

test('a proxy may be named without its scheme', async () => {
  useProxies({ http_proxy: `127.0.0.1:${(proxy.address() as AddressInfo).port}` });
  expect(await get('http://hub.example/model')).toBe('for hub.example');
  expect(asked).toEqual(['hub.example:80']);
});

test.each(['foo bar', 'ftp://127.0.0.1:9'])('what is no proxy is told in a sentence: %s', (value) => {
  const sentence = 'HTTP_PROXY or HTTPS_PROXY is not the address of a proxy; correct it or unset it, then start again.';
  expect(() => useProxies({ HTTPS_PROXY: value })).toThrow(new AppError('bad-request', sentence));
});
