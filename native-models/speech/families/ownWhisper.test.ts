import { copyFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../formats/temporaryFolder.test-helper.ts';
import { readSpeechFolder } from '../readSpeechFolder.ts';

const TINY = path.join(import.meta.dirname, '../../golden/whisper');
const FILES = ['config.json', 'tokenizer.json', 'model.bin'];

async function folderIn(home: string): Promise<string> {
  const folder = path.join(home, 'tiny');
  await mkdir(folder);
  for (const name of FILES) await copyFile(path.join(TINY, name), path.join(folder, name));
  return folder;
}

it('knows a Whisper of CTranslate2 by its files, its tokens and its weights', async () => {
  await using home = await temporaryFolder();
  const { family, detected } = await readSpeechFolder(await folderIn(home.folder));
  expect(family).toBe('whisper');
  expect(detected).toMatchObject({ name: 'tiny', kind: 'streaming', languages: ['en'] });
  expect(Object.keys(detected.files)).toEqual(FILES);
});

it('refuses one whose weights are cut, or whose configuration is none', async () => {
  await using home = await temporaryFolder();
  const folder = await folderIn(home.folder);
  await truncate(path.join(folder, 'model.bin'), 2_000);
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'bad-file' });
  await copyFile(path.join(TINY, 'model.bin'), path.join(folder, 'model.bin'));
  await writeFile(path.join(folder, 'config.json'), '{"alignment_heads":"all"}');
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'bad-file' });
});
