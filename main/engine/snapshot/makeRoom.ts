import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ARCHIVE_ENDING, PART_ENDING, SNAPSHOT_ENDING } from './conversationFile.ts';

/** A part that was not touched for so long belongs to a process that ended. */
const ABANDONED_MS = 3_600_000;

const ENDINGS = [SNAPSHOT_ENDING, ARCHIVE_ENDING, PART_ENDING];

/**
 * Removes snapshots and archives, the least recently used first, until all that are left take at most `bytes`. Parts that a process
 * left behind when it was ended go first.
 *
 * @param spared never removed, and not counted: the caller knows its size
 */
export async function makeRoom(directory: string, bytes: number, spared?: string): Promise<void> {
  const files: { file: string; size: number; used: number }[] = [];
  for (const name of await readdir(directory)) {
    const file = path.join(directory, name);
    if (file === spared || !ENDINGS.some((ending) => name.endsWith(ending))) continue;
    // Another engine, or the host, may remove files at the same time.
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) continue;
    if (!name.endsWith(PART_ENDING)) files.push({ file, size: found.size, used: found.mtimeMs });
    else if (bytes <= 0 || Date.now() - found.mtimeMs > ABANDONED_MS) await rm(file, { force: true });
  }
  files.sort((a, b) => a.used - b.used);
  let held = files.reduce((sum, { size }) => sum + size, 0);
  for (const { file, size } of files) {
    if (held <= bytes && bytes > 0) return;
    await rm(file, { force: true });
    held -= size;
  }
}
