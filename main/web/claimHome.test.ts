import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimHome } from './claimHome.ts';
import { processIdentity } from './processIdentity.ts';

const claimer = join(import.meta.dirname, 'fixtures/claimer.ts');
let home: string;
let children: ReturnType<typeof fork>[];

/** Another process that claims the home and, as a web host, serves it; resolves to what it says. */
async function claimElsewhere(kind: 'web' | 'desktop') {
  const child = fork(claimer, [home, kind], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
  children.push(child);
  const [said] = (await once(child, 'message')) as [string];
  return { child, said };
}

async function kill(child: ReturnType<typeof fork>) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'headwater-claim-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  await rm(home, { recursive: true });
});

describe('claimHome', () => {
  it('lets one in, and the next when it has gone', async () => {
    const claim = await claimHome(home, 'desktop');
    expect((await claimElsewhere('desktop')).said).toContain('already open');
    await claim.release();
    expect((await claimElsewhere('desktop')).said).toBe('claimed');
  });

  it('names the address at which a web host is open', async () => {
    const { said } = await claimElsewhere('web');
    expect(said).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/);
    await expect(claimHome(home, 'web')).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining(said) as string,
      details: { url: said },
    });
    await expect(claimHome(home, 'desktop')).rejects.toMatchObject({ code: 'busy', details: { url: said } });
  });

  it('does not take a lock that another one is just writing', async () => {
    const file = join(home, 'host.lock');
    await writeFile(file, '');
    const claimed = claimHome(home, 'desktop');
    const { id: identity } = (await processIdentity(process.pid))!;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await writeFile(file, JSON.stringify({ pid: process.pid, kind: 'desktop', identity }), { flag: 'r+' });
    await expect(claimed).rejects.toMatchObject({ code: 'busy', details: { pid: process.pid } });
  });

  it('names the process of an open desktop', async () => {
    const { child } = await claimElsewhere('desktop');
    await expect(claimHome(home, 'web')).rejects.toMatchObject({ code: 'busy', details: { pid: child.pid } });
  });

  it('takes over from a host that was killed', async () => {
    const { child } = await claimElsewhere('web');
    await kill(child);
    const claim = await claimHome(home, 'web');
    expect(JSON.parse(await readFile(join(home, 'host.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await claim.release();
    expect(await readdir(home)).toEqual(['web.json']);
  });

  it('is not kept out by another program that has got the number of a killed host', async () => {
    // Our own number, at another start: as exact as the system allows.
    const { exact } = (await processIdentity(process.pid)) ?? { exact: false };
    if (!exact) return;
    const left = { pid: process.pid, kind: 'desktop', identity: 'another start' };
    await writeFile(join(home, 'host.lock'), JSON.stringify(left));
    await (await claimHome(home, 'web')).release();
  });

  const rubbish = ['', '{', '{"pid":-1}', '{"pid":1,"kind":"tv","identity":""}'];
  it.each(rubbish)('takes over a lock that reads %j', async (text) => {
    await writeFile(join(home, 'host.lock'), text);
    await (await claimHome(home, 'web')).release();
    expect(await readdir(home)).toEqual([]);
  });

  it('lets in one of many that start at once', async () => {
    const said = await Promise.all(Array.from({ length: 4 }, async () => (await claimElsewhere('desktop')).said));
    expect(said.filter((line) => line === 'claimed')).toHaveLength(1);
  });

  it('says in a sentence when the home cannot be made', async () => {
    await writeFile(join(home, 'file'), '');
    await expect(claimHome(join(home, 'file/home'), 'web')).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringContaining('Headwater could not start') as string,
    });
  });
});

describe('processIdentity', () => {
  it('knows the living from the dead', async () => {
    expect(await processIdentity(process.pid)).not.toBeNull();
    expect(await processIdentity(process.pid)).toEqual(await processIdentity(process.pid));
    const { child } = await claimElsewhere('desktop');
    const alive = await processIdentity(child.pid as number);
    expect(alive).not.toBeNull();
    if (alive?.exact) expect(alive.id).not.toBe((await processIdentity(process.pid))?.id);
    await kill(child);
    expect(await processIdentity(child.pid as number)).toBeNull();
  });
});
