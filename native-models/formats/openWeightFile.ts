import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../app/contract/AppError.ts';
import { refusedFile } from './refusedFile.ts';

// Opening a pipe would wait for its writer for ever; Windows has neither the pipe nor the flag.
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a regular file for reading. The caller closes the handle.
 * Errors: `not-found`, `no-permission`, `bad-file` (a folder, a device, or unreadable).
 */
export async function openWeightFile(file: string): Promise<{ handle: FileHandle; size: number }> {
  const name = path.basename(file);
  let handle: FileHandle;
  try {
    handle = await open(file, READ_WITHOUT_WAITING);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason === 'ENOENT' || reason === 'ENOTDIR') {
      throw new AppError(
        'not-found',
        `There is no file "${name}" at that place; choose the file again.`,
        { file: name },
        { cause },
      );
    }
    if (reason === 'EACCES' || reason === 'EPERM') {
      const message = `"${name}" may not be read by this user; allow reading it, or choose another file.`;
      throw new AppError('no-permission', message, { file: name }, { cause });
    }
    throw refusedFile('bad-file', file, `the system could not open it (${reason ?? 'unknown reason'})`);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw refusedFile('bad-file', file, 'it is not a regular file');
    return { handle, size: stat.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
