import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { OverlayStyle } from '../../../app/captions/overlay/OverlayStyle.ts';
import type { ShownCaptions } from '../../../app/captions/ShownCaptions.ts';
import { createChangeSignal } from '../../services/changeSignal.ts';
import { temporaryFolder } from '../../store/testing/temporaryFolder.ts';
import { createOverlay } from './createOverlay.ts';

const NOTHING: ShownCaptions = { lines: [], phrase: null };

function source() {
  const changes = createChangeSignal();
  let shown = NOTHING;
  return {
    changes,
    now: () => shown,
    show(next: Partial<ShownCaptions>) {
      shown = { ...shown, ...next };
      changes.notify();
    },
  };
}

function looks() {
  const changes = createChangeSignal();
  let style = OverlayStyle.parse({});
  return {
    now: () => style,
    subscribe: (listener: () => void) => changes.subscribe(listener),
    set(more: Partial<OverlayStyle>) {
      style = { ...style, ...more };
      changes.notify();
    },
  };
}

async function start(home = temporaryFolder()) {
  const shown = source();
  const styles = looks();
  const overlay = createOverlay(home, shown, styles);
  onTestFinished(() => overlay.close());
  const url = new URL(await overlay.url());
  return { overlay, home, shown, styles, url };
}

function ask(url: URL, path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: url.port, path, method: options.method ?? 'GET', headers: { Host: url.host, ...options.headers } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const opening = (url: URL, origin = url.origin, query = ''): WebSocket => {
  const socket = new WebSocket(`ws://${url.host}${url.pathname}/socket${query}`, { origin });
  onTestFinished(() => socket.terminate());
  return socket;
};

test('the page is served under its token alone, with a policy that lets it do nothing else', async () => {
  const { url } = await start();
  const page = await ask(url, `${url.pathname}?font_size=40`);
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['content-security-policy']).not.toContain('unsafe');
  for (const [, path] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await ask(url, path ?? '')).status).toBe(200);
  for (const path of ['/', '/captions/', '/captions/wrong', `${url.pathname}x`, `${url.pathname}/index.html`, `${url.pathname}/../../web.json`, '/socket', `${url.pathname}/overlay.js/x`]) {
    expect((await ask(url, path)).status, path).toBe(404);
  }
  expect((await ask(url, url.pathname, { headers: { Host: 'evil.example' } })).status).toBe(403);
  expect((await ask(url, url.pathname, { headers: { Origin: 'http://evil.example' } })).status).toBe(403);
  expect((await ask(url, url.pathname, { method: 'POST' })).status).toBe(405);
});

test('a page is sent what is to be shown: at once, then the newest; one that says anything is cut off', async () => {
  const { url, shown } = await start();
  const socket = opening(url);
  const messages: ShownCaptions[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as ShownCaptions));
  await once(socket, 'open');
  await expect.poll(() => messages).toEqual([{ ...NOTHING, style: expect.objectContaining({ lines: 2 }) as unknown }]);
  for (let i = 0; i < 200; i++) shown.show({ phrase: { id: 'r-0', committed: `word ${i}`, tentative: '' } });
  await expect.poll(() => messages.at(-1)?.phrase?.committed).toBe('word 199');
  expect(messages.length).toBeLessThan(20);
  const closed = once(socket, 'close');
  socket.send(JSON.stringify({ kind: 'call', service: 'captions', method: 'recordings' }));
  expect((await closed)[0]).toBe(1008);
});

test('its look is that of the settings, but for what its address asks for; a change of the settings reaches it, once', async () => {
  const { url, shown, styles } = await start();
  styles.set({ colour: '#ffee00', lines: 3 });
  const socket = opening(url, url.origin, '?lines=1&font_size=50');
  const messages: { style?: { lines: number; size: number; variables: Record<string, string> } }[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as (typeof messages)[number]));
  await expect.poll(() => messages.length).toBe(1);
  expect(messages[0]?.style).toMatchObject({ lines: 1, size: 50, variables: { '--overlay-colour': '#ffee00', '--overlay-size': '50px' } });
  styles.set({ colour: '#00ffee', lines: 4 });
  await expect.poll(() => messages.at(-1)?.style).toMatchObject({ lines: 1, variables: { '--overlay-colour': '#00ffee' } });
  const before = messages.length;
  shown.show({ phrase: { id: 'r-0', committed: 'word', tentative: '' } });
  await expect.poll(() => messages.length).toBeGreaterThan(before);
  expect(messages.at(-1)?.style).toBeUndefined();
});

test('the font of the page comes from the page', async () => {
  const { url } = await start();
  const sheet = await ask(url, `${url.pathname}/overlay.css`);
  const files = [...sheet.body.matchAll(/url\('([^']+)'\)/g)].map(([, path]) => path ?? '');
  expect(files).toHaveLength(3);
  for (const path of files) expect(await ask(url, path)).toMatchObject({ status: 200, headers: { 'content-type': 'font/woff2' } });
});

test('sockets of other pages and other tokens are refused', async () => {
  const { url } = await start();
  for (const socket of [opening(url, 'http://evil.example'), opening(new URL('/captions/wrong', url))]) {
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toMatch(/40[34]/);
  }
});

test('the address stays the same after a restart, and is served again by itself once it was asked for', async () => {
  const { overlay, home, url } = await start();
  await overlay.close();
  expect(readFileSync(join(home, 'captions-overlay.json'), 'utf8')).toContain(url.pathname.split('/').at(-1));
  const again = createOverlay(home, source(), looks());
  onTestFinished(() => again.close());
  await again.resume();
  expect((await ask(url, url.pathname)).status).toBe(200);
  expect(await again.url()).toBe(url.href);
  const never = createOverlay(temporaryFolder(), source(), looks());
  await never.resume();
  await never.close();
});
