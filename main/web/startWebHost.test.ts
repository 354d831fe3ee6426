import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askInstance } from './askInstance.ts';
import { startWebHost, type WebHost } from './startWebHost.ts';
import { readWebSettings } from './webSettings.ts';

let home: string;
let hosts: WebHost[];
let others: Server[];
let lines: string[];

const say = (line: string) => lines.push(line);
const start = async (port?: number) => {
  const at = port === undefined ? {} : { port };
  const host = await startWebHost({ home, root: join(home, 'none'), serve: () => {}, say, ...at });
  hosts.push(host);
  return host;
};
const occupy = async (port: number) => {
  const server = createServer().listen(port, '127.0.0.1');
  others.push(server);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
const portOf = (host: WebHost) => Number(new URL(host.address).port);

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'headwater-host-'));
  hosts = [];
  others = [];
  lines = [];
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  for (const server of others) server.close();
  await rm(home, { recursive: true, force: true });
});

describe('startWebHost', () => {
  it('listens on the loopback address only, and puts the token into the fragment', async () => {
    const host = await start();
    expect(host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
    expect(host.url.startsWith(host.address)).toBe(true);
    expect((await fetch(host.address)).status).toBe(503);
  });

  it('keeps port and token over a restart, for the owner only', async () => {
    const first = await start();
    await first.close();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(lines).toEqual([]);
    if (process.platform !== 'win32') expect((await stat(join(home, 'web.json'))).mode & 0o777).toBe(0o600);
  });

  it('tightens the mode of a file that others could read', async () => {
    await (await start()).close();
    await chmod(join(home, 'web.json'), 0o644);
    await start();
    if (process.platform !== 'win32') expect((await stat(join(home, 'web.json'))).mode & 0o777).toBe(0o600);
  });

  it('goes elsewhere with one line when its last port is taken, and keeps the token', async () => {
    const first = await start();
    await first.close();
    await occupy(portOf(first));
    const second = await start();
    expect(portOf(second)).not.toBe(portOf(first));
    expect(second.url.split('#')[1]).toBe(first.url.split('#')[1]);
    expect(lines).toEqual([expect.stringContaining(`Port ${portOf(first)}`)]);
    expect(await readWebSettings(home)).toMatchObject({ port: portOf(second) });
  });

  it('refuses a port that was asked for and is taken', async () => {
    const port = await occupy(0);
    await expect(start(port)).rejects.toThrow(`Port ${port} is in use by another program. Name another one`);
    const free = await start();
    await free.close();
    expect(portOf(await start(portOf(free)))).toBe(portOf(free));
  });

  it.each(['', '{', '{"port":1}', '{"port":"x","token":""}', '{"port":70000,"token":"a"}', 'null'])(
    'starts at a new address when web.json is %j',
    async (text) => {
      await writeFile(join(home, 'web.json'), text);
      const host = await start();
      expect(JSON.parse(await readFile(join(home, 'web.json'), 'utf8'))).toEqual({
        port: portOf(host),
        token: host.url.split('=')[1],
      });
    },
  );

  it('says so when the home folder cannot be written', async () => {
    await writeFile(join(home, 'file'), '');
    home = join(home, 'file');
    await expect(start()).rejects.toMatchObject({ name: 'AppError', details: { path: join(home, 'web.json') } });
    home = join(home, '..');
  });

  it('proves who it is without showing its token', async () => {
    const host = await start();
    const settings = await readWebSettings(home);
    if (settings === null) throw new Error('nothing was stored');
    expect(await askInstance(settings)).toBe(true);
    expect(await askInstance({ ...settings, token: 'x'.repeat(43) })).toBe(false);
    expect((await fetch(`${host.address}instance/zz`)).status).toBe(404);
    const proof = await (await fetch(`${host.address}instance/${'0'.repeat(32)}`)).text();
    expect(proof).toMatch(/^[0-9a-f]{64}$/);
    await host.close();
    expect(await askInstance(settings)).toBe(false);
    expect(await askInstance({ ...settings, port: await occupy(0) })).toBe(false);
  });
});
