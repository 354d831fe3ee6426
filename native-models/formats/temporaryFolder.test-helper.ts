import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for one test; `await using` removes it. `write` puts a file there and gives its absolute path. */
export async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'headwater-formats-'));
  return {
    folder,
    async write(name: string, bytes: Uint8Array | string): Promise<string> {
      const file = path.join(folder, name);
      await writeFile(file, bytes);
      return file;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
