import { statfs } from 'node:fs/promises';
import { AppError } from '../../../app/contract/AppError.ts';
import { formatBytes } from './formatBytes.ts';

/** What must stay free beside a download: room for the imported copy of a small model and for the conversations. */
export const RESERVE_BYTES = 256 * 1024 * 1024;

/** Fails with `disk-full`, naming the number, unless `bytes` and the reserve fit where `folder` (existing) lies. */
export async function checkFreeSpace(folder: string, bytes: number, reserve = RESERVE_BYTES): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free < bytes + reserve) throw diskFull(folder, bytes + reserve, free);
}

/** The error for a disk without room for `needed` bytes. */
export function diskFull(folder: string, needed: number, free: number): AppError {
  return new AppError(
    'disk-full',
    `The model needs ${formatBytes(needed)} of free disk space and ${formatBytes(free)} is free in ${folder}; ` +
      'nothing is lost: make room and try again.',
    { needed, free },
  );
}
