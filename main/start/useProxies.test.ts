import { afterEach, beforeEach, expect, test } from 'vitest';
import { setGlobalProxyFromEnv } from 'node:http';
import { startTestServer, type TestServer } from '../store/download/testServer.test-helper.ts';
import { useProxies } from './useProxies.ts';

let proxy: TestServer;
let own: TestServer;

beforeEach(async () => {
  proxy = await startTestServer((_, response) => response.end('by proxy'));
  own = await startTestServer((_, response) => response.end('direct'));
});
afterEach(async () => {
  setGlobalProxyFromEnv({});
  await proxy.close();
  await own.close();
});

const get = async (url: string): Promise<string> => (await fetch(url)).text();

test('the outside is reached through the proxy, this computer directly', async () => {
  useProxies({ HTTP_PROXY: proxy.url, NO_PROXY: 'intranet.example' });
  expect(await get('http://hub.example/model')).toBe('by proxy');
  expect(proxy.requests[0]?.url).toBe('http://hub.example/model');
  expect(await get(own.url)).toBe('direct');
});

test('without a proxy nothing changes', async () => {
  useProxies({ PATH: '/bin' });
  expect(await get(own.url)).toBe('direct');
});
