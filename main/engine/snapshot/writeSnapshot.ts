import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { SlotCache } from '../cache/SlotCache.ts';
import { appendState } from './appendState.ts';
import { PART_ENDING } from './conversationFile.ts';
import type { Description } from './describeConversation.ts';
import { makeRoom } from './makeRoom.ts';
import { recordSizes } from './recordSizes.ts';
import type { SnapshotFile } from './SnapshotFile.ts';
import { HEADER_BYTES, NONCE_BYTES, snapshotHeader } from './snapshotHeader.ts';
import { writeWhole } from './writeWhole.ts';

/** A file is written anew when it is longer than so many times what it must hold, and this much. */
const GARBAGE_FACTOR = 2;
const GARBAGE_BYTES = 2 ** 20;
/** Bytes of a mark, roughly, for the budget: its slots and the tokens and texts of its turns. */
const SLOT_MARK_BYTES = 160;

/** Where a conversation's state goes. */
export interface SnapshotTarget {
  readonly path: string;
  readonly identity: Uint8Array;
  /** of all snapshots in the folder */
  readonly maxBytes: number;
}

/**
 * Writes a conversation's state: what is new is appended to its file, or, when there is none or too much of it is of no
 * account any more, all of it to a new one that takes the place of the old when it is whole. Before that the least
 * recently used snapshots leave when the budget needs it.
 *
 * Nothing is forced to the disk: a crash of the system may lose a snapshot, and its checksums tell.
 *
 * @returns the file to write on next time, not necessarily finished; null when the state is larger than the budget
 * @throws errors of the file system; the known file can be written on next time all the same
 */
export async function writeSnapshot(
  known: SnapshotFile | null,
  target: SnapshotTarget,
  cache: SlotCache,
  state: Description,
  isOver: () => boolean,
): Promise<SnapshotFile | null> {
  const sizes = recordSizes(cache);
  const sizeOf = (slots: Description['slots']) =>
    slots.reduce((sum, slot) => sum + SLOT_MARK_BYTES + (cache.firstKeys.has(slot) ? sizes.first : sizes.rows), 0);
  const whole = HEADER_BYTES + sizeOf(state.slots);
  const directory = path.dirname(target.path);
  if (whole > target.maxBytes) {
    await removePart(known, target);
    await rm(target.path, { force: true });
    return null;
  }
  await mkdir(directory, { recursive: true, mode: 0o700 });

  const added = sizeOf(state.slots.filter((slot) => known?.numbers.has(slot) !== true));
  const limit = Math.min(GARBAGE_FACTOR * whole + GARBAGE_BYTES, target.maxBytes);
  const isOurs = known !== null && Buffer.from(known.identity).equals(target.identity);
  const opened = isOurs && known.end + added <= limit ? await openKnown(known) : null;
  if (opened === null) await removePart(known, target);
  const { handle, file } = opened ?? (await createPart(target));
  try {
    const size = opened === null ? whole : file.end + added;
    await makeRoom(directory, target.maxBytes - size, file.path);
    const finished = await appendState(handle, file, cache, state, isOver);
    if (!finished) return file;
  } catch (error) {
    // What stands in a finished file still counts; the next state is written behind it.
    if (file.path !== target.path) await rm(file.path, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
  if (file.path === target.path) return file;
  await rename(file.path, target.path);
  return { ...file, path: target.path };
}

/** A part that is not written on is of no use. */
async function removePart(known: SnapshotFile | null, { path }: SnapshotTarget): Promise<void> {
  if (known !== null && known.path !== path) await rm(known.path, { force: true });
}

/** Opens a file to write on; null when it is not the one we knew: another process removed or replaced it. */
async function openKnown(file: SnapshotFile): Promise<{ handle: FileHandle; file: SnapshotFile } | null> {
  const handle = await open(file.path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    const nonce = Buffer.alloc(NONCE_BYTES);
    await handle.read(nonce, 0, NONCE_BYTES, HEADER_BYTES - 4 - NONCE_BYTES);
    const { size } = await handle.stat();
    if (nonce.equals(file.nonce) && size >= file.end) {
      await handle.truncate(file.end);
      return { handle, file };
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return null;
}

async function createPart({ path, identity }: SnapshotTarget): Promise<{ handle: FileHandle; file: SnapshotFile }> {
  const nonce = randomBytes(NONCE_BYTES);
  const part = `${path}.${process.pid}-${nonce.toString('hex')}${PART_ENDING}`;
  const handle = await open(part, 'wx', 0o600);
  try {
    const header = snapshotHeader(identity, nonce);
    await writeWhole(handle, header, 0);
    return { handle, file: { path: part, identity, nonce, end: header.length, records: 0, numbers: new WeakMap() } };
  } catch (error) {
    await handle.close();
    await rm(part, { force: true });
    throw error;
  }
}
