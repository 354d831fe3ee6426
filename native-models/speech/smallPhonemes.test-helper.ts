import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a folder that looks like espeak-ng's data for these languages; nobody could speak with it. */
export async function writeSmallPhonemes(folder: string, languages: readonly string[], version = 0x014801): Promise<void> {
  await mkdir(path.join(folder, 'lang', 'gmw'), { recursive: true });
  const head = Buffer.alloc(16);
  head.writeUInt32LE(version);
  for (const name of ['phontab', 'phonindex', 'phondata', 'intonations']) await writeFile(path.join(folder, name), head);
  for (const language of languages) {
    await writeFile(path.join(folder, `${language}_dict`), 'words');
    await writeFile(path.join(folder, 'lang', 'gmw', language), `name ${language}\nlanguage ${language}\n`);
  }
}
