import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../app/contract/AppError.ts';
import { fileError } from '../../store/fileError.ts';
import { openSoundFile, type SoundFile } from './openSoundFile.ts';

const BYTES = 2;
const ENDING = '.pcm';
/** Ids are UUIDs; nothing else becomes part of a path. */
const ID = /^[\da-f-]{36}$/;

/** The folder with the sound of those recordings whose sound the person keeps. */
export interface RecordedSounds {
  begin(recordingId: string): Promise<SoundFile>;
  /** Samples from one index to another, what is not there left out. Throws `not-found` when no sound was kept. */
  read(recordingId: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  remove(recordingIds: readonly string[]): Promise<void>;
  /** Removes the sound of all others: a kill in the midst of a removal leaves none behind. */
  keepOnly(recordingIds: ReadonlySet<string>): Promise<void>;
}

export function recordedSounds(folder: string): RecordedSounds {
  const pathOf = (id: string): string => {
    if (!ID.test(id)) throw new AppError('bad-request', 'This is no recording.');
    return join(folder, `${id}${ENDING}`);
  };
  const remove = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) if (ID.test(id)) await rm(pathOf(id), { force: true });
  };
  return {
    async begin(recordingId) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
      } catch (error) {
        throw fileError(error, 'The sound could not be kept', folder);
      }
      return openSoundFile(pathOf(recordingId));
    },
    async read(recordingId, from, to) {
      const handle = await open(pathOf(recordingId)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
          throw new AppError('not-found', 'The sound of this recording was not kept.');
        }
        throw fileError(error, 'The sound could not be read', folder);
      });
      try {
        const bytes = new Uint8Array(Math.max(0, to - from) * BYTES);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from * BYTES);
        return bytes.slice(0, bytesRead - (bytesRead % BYTES));
      } finally {
        await handle.close();
      }
    },
    remove,
    async keepOnly(recordingIds) {
      const names = await readdir(folder).catch(() => []);
      const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length));
      await remove(ids.filter((id) => !recordingIds.has(id)));
    },
  };
}
