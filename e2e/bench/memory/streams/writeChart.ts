import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../results/', import.meta.url);

/** Writes a drawing to `results/<name>.svg` and says so. */
export async function writeChart(name: string, svg: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const file = new URL(`${name}.svg`, FOLDER);
  await writeFile(file, svg);
  process.stdout.write(`drawn in ${fileURLToPath(file)}\n`);
}
