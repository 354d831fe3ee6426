import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from './hashFile.ts';
import { MANIFEST_FILE, type Manifest } from './Manifest.ts';
import { writeSynced } from './writeSynced.ts';

/** Writes down what every file of a compiled folder is, last of all: `files.json`. */
export async function writeManifest(directory: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await writeSynced(directory, MANIFEST_FILE, JSON.stringify(await manifestOf(directory, signal), null, 2));
}

async function manifestOf(directory: string, signal?: AbortSignal): Promise<Manifest> {
  const files: Manifest['files'] = {};
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(directory, file).replaceAll(path.sep, '/');
    files[name] = { bytes: (await stat(file)).size, sha256: await hashFile(file, undefined, signal) };
  }
  return { files };
}
