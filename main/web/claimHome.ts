import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../app/contract/AppError.ts';
import { z } from '../../app/contract/zod.ts';
import { fileError } from '../store/fileError.ts';
import { askInstance } from './askInstance.ts';
import { processIdentity } from './processIdentity.ts';
import { readWebSettings, webUrl } from './webSettings.ts';

export type HostKind = 'web' | 'desktop';

/** The right to be the one host of a home folder. */
export interface HomeClaim {
  release(): Promise<void>;
}

const Holder = z.object({
  pid: z.number().int().positive(),
  kind: z.enum(['web', 'desktop']),
  identity: z.string().max(200),
});
type Holder = z.infer<typeof Holder>;

/** A host that has just started listens within a second; asked this often, this far apart. */
const ASK_TIMES = 10;
const ASK_PAUSE_MS = 300;
/** Attempts to take the lock while others try the same. */
const CLAIM_TIMES = 5;

/**
 * Makes this process the only host of `home`, or throws `busy` with one sentence that says where Headwater is open
 * already (`details.url`, when it is a web host). What a killed host left behind is taken over. Claim before the
 * store is opened: two hosts would each take the other's unfinished answers for cut ones.
 */
export async function claimHome(home: string, kind: HostKind): Promise<HomeClaim> {
  const file = join(home, 'host.lock');
  const identity = (await processIdentity(process.pid))?.id ?? 'alive';
  const text = JSON.stringify({ pid: process.pid, kind, identity } satisfies Holder);
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    for (let attempt = 0; attempt < CLAIM_TIMES; attempt++) {
      if (await create(file, text)) return { release: () => release(file, text) };
      const found = await readWritten(file);
      if (found !== null) await refuseIfAlive(home, file, kind, found);
      await moveAside(file, found);
    }
  } catch (error) {
    throw fileError(error, 'Headwater could not start', file);
  }
  throw new AppError('busy', 'Headwater is being started more than once. Wait a moment, then start it again.');
}

/** False when the file is there already. */
async function create(file: string, text: string): Promise<boolean> {
  try {
    await using handle = await open(file, 'wx', 0o600);
    await handle.writeFile(text);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function read(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

/** The text of the lock. One that is empty still may be just being written: it gets a moment. */
async function readWritten(file: string): Promise<string | null> {
  const text = await read(file);
  if (text !== '') return text;
  await sleep(ASK_PAUSE_MS);
  return read(file);
}

async function refuseIfAlive(home: string, file: string, kind: HostKind, text: string): Promise<void> {
  const holder = parseHolder(text);
  if (holder === null) return;
  const now = await processIdentity(holder.pid);
  if (now === null || (now.exact && now.id !== holder.identity)) return;
  if (holder.kind === 'web') {
    const url = await findAddress(home);
    if (url !== null) {
      throw new AppError('busy', `Headwater is already open. Use it at ${url} or end it there first.`, { url });
    }
    if (!now.exact) return;
  }
  // The desktop keeps a second window process away by itself, so between two of them an inexact lock is a left-over.
  if (holder.kind === 'desktop' && kind === 'desktop' && !now.exact) return;
  throw new AppError(
    'busy',
    `Headwater is already open (process ${holder.pid}). Use its window or end it; if it is not there, delete ${file}.`,
    { pid: holder.pid },
  );
}

async function findAddress(home: string): Promise<string | null> {
  for (let asked = 0; asked < ASK_TIMES; asked++) {
    const settings = await readWebSettings(home);
    if (settings?.port != null && (await askInstance(settings))) return webUrl(settings.port, settings.token);
    await sleep(ASK_PAUSE_MS);
  }
  return null;
}

function parseHolder(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Removes the lock that was judged to be a left-over, unless another process was quicker and put its own there. */
async function moveAside(file: string, judged: string | null): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await read(aside);
  if (moved === judged) await rm(aside, { force: true });
  else await rename(aside, file);
}

async function release(file: string, text: string): Promise<void> {
  if ((await read(file)) === text) await rm(file, { force: true });
}
