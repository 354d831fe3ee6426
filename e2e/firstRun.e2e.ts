import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultModelFile } from './model/defaultModel.ts';
import { chatPage } from './support/chatPage.ts';
import { findChromium } from './support/findChromium.ts';
import { openBrowser } from './support/openBrowser.ts';
import { startHost, type RunningHost } from './support/startHost.ts';

const chromium = findChromium();
const file = chromium ? await defaultModelFile() : null;

/** A model hub on this machine that serves the one file the default model needs, slowly enough to be watched. */
async function startHub(weights: string, bytesPerSecond: number): Promise<Server> {
  const { size } = await stat(weights);
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('/SmolLM2-135M-Instruct.Q4_1.gguf')) return void response.writeHead(404).end();
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, {
      'content-length': size - start,
      etag: '"one"',
      ...(start > 0 && { 'content-range': `bytes ${start}-${size - 1}/${size}` }),
    });
    const slow = new Transform({
      transform: (chunk: Buffer, _, done) => void setTimeout(() => done(null, chunk), (chunk.length / bytesPerSecond) * 1_000),
    });
    if (request.method === 'HEAD') return void response.end();
    pipeline(createReadStream(weights, { start, highWaterMark: 1 << 20 }), slow, response).catch(() => undefined);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe.skipIf(!chromium || !file)('the first run, from nothing', () => {
  let home: string;
  let hub: Server;
  let host: RunningHost;
  let browser: Browser;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'headwater-first-'));
    hub = await startHub(file as string, 12e6);
    const endpoint = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
    host = await startHost(home, { env: { HF_ENDPOINT: endpoint } });
    browser = await openBrowser(chromium as string);
  });
  afterAll(async () => {
    await browser.close();
    await host.stop();
    hub.closeAllConnections();
    hub.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  test('the window says what happens while the model comes, and a message typed meanwhile is answered', async () => {
    const chat = chatPage(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
    await chat.open(host.address);
    const bar = chat.page.getByRole('progressbar').first();
    await bar.waitFor();
    await expect.poll(() => chat.page.locator('main').innerText()).toMatch(/MB/);
    await chat.page.screenshot({ path: join(import.meta.dirname, '../out/first-run.png') });

    expect(await chat.answered(() => chat.say('What is the capital of France?'))).toMatch(/[a-z]{3}/i);
    expect(host.output()).toMatch(/%|MB/);
  });

  test('killed and started again, it has the same address, and every turn', async () => {
    const address = host.address;
    const chat = chatPage(await browser.newPage({ viewport: { width: 900, height: 600 } }));
    await chat.open(address);
    await chat.openNewest();
    await expect.poll(() => chat.turns.count()).toBe(2);
    await host.kill();
    await expect.poll(() => chat.page.locator('body').innerText(), { timeout: 20_000 }).toMatch(/Reconnecting|connect/i);
    host = await startHost(home);
    expect(host.address).toBe(address);
    // The window comes back by itself.
    await chat.page.locator('.connection-banner').waitFor({ state: 'detached', timeout: 60_000 });
    await chat.answered(() => chat.say('And of Italy?'));
    expect(await chat.turns.count()).toBe(4);
  });

  test('a second start on the same folder says where the first one is', async () => {
    await expect(startHost(home)).rejects.toThrow(/already/i);
  });

  test('without the token the socket stays shut, and nothing but the window is served', async () => {
    const { origin } = new URL(host.address);
    expect((await fetch(`${origin}/headwater.db`)).status).toBe(404);
    expect((await fetch(`${origin}/../settings.json`)).status).toBe(404);
    const page = await fetch(`${origin}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const refused = await new Promise((resolve) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, ['headwater', 'token.wrong']);
      socket.addEventListener('open', () => resolve('open'));
      socket.addEventListener('error', () => resolve('refused'));
    });
    expect(refused).toBe('refused');
  });
});
