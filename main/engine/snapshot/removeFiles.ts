import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Deletes the files of a folder that `isGone` names; without the folder there are none. Throws errors of the file system. */
export async function removeFiles(directory: string, isGone: (name: string) => boolean): Promise<void> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  await Promise.all(names.filter(isGone).map((name) => rm(path.join(directory, name), { force: true })));
}
