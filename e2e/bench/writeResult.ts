import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('results/', import.meta.url);

/** Writes a bench's figures to `results/<name>.json` and says so. */
export async function writeResult(name: string, result: object): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const file = new URL(`${name}.json`, FOLDER);
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`\nwritten to ${fileURLToPath(file)}\n`);
}
