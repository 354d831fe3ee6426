import { randomBytes } from 'node:crypto';
import { open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Tries to rename, and the first pause between them in milliseconds (doubled each time): scanners hold new files. */
const RENAME_TRIES = 8;
const RENAME_PAUSE = 10;

const writing = new Map<string, Promise<void>>();

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

async function renameWhenFree(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const held = process.platform === 'win32' && hasCode(error, ['EPERM', 'EACCES', 'EBUSY']);
      if (!held || attempt === RENAME_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, RENAME_PAUSE * 2 ** attempt));
    }
  }
}

/** Makes the new name durable. Windows cannot open a folder, and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, data: Uint8Array): Promise<void> {
  await handle.writeFile(data);
  await handle.sync();
  const { size } = await handle.stat();
  // Some file systems report a full disk by a short file alone.
  if (size !== data.byteLength)
    throw Object.assign(new Error(`Wrote ${size} of ${data.byteLength} bytes.`), { code: 'ENOSPC' });
}

async function replace(path: string, data: Uint8Array, mode: number): Promise<void> {
  // A link is kept and what it points to replaced: settings are often linked from a folder under version control.
  const target = await realpath(path).catch(() => path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await writeWhole(handle, data);
    } finally {
      await handle.close();
    }
    await renameWhenFree(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(target));
}

/**
 * Replaces a file whole or not at all: after a crash, a kill or on a full disk it holds what it held before or all of
 * the new content. Writes to the same path follow each other in the order of the calls. Throws errors of the file
 * system (see `fileError`).
 *
 * @param mode rights of the new file, `0o600` by default: what Headwater writes is private
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const data = typeof content === 'string' ? Buffer.from(content) : content;
  const before = writing.get(path) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(() => replace(path, data, mode));
  writing.set(path, mine);
  try {
    await mine;
  } finally {
    if (writing.get(path) === mine) writing.delete(path);
  }
}
