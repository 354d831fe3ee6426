import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const NAME = /^compiling-(\d+)-[0-9a-f]+$/;

/** A fresh name for a folder that is being made; it says which process makes it. */
export function compilingFolder(home: string, key: string): string {
  return path.join(home, `compiling-${process.pid}-${key.slice(0, 8)}${randomBytes(4).toString('hex')}`);
}

/** Removes what processes that are no more have left unfinished. */
export async function removeAbandoned(home: string): Promise<void> {
  for (const name of await readdir(home).catch(() => [])) {
    const owner = NAME.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) await rm(path.join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
