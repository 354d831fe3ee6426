import { copyFile, cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../formats/temporaryFolder.test-helper.ts';
import { installSpeech } from '../installSpeech.ts';
import { readInstalledSpeech } from '../readInstalledSpeech.ts';
import { readSpeechFolder } from '../readSpeechFolder.ts';

const GOLDEN = path.join(import.meta.dirname, '../../golden');
const FILES = ['config.json', 'tokenizer.json', 'model.bin'];
const HUB_FILES = ['config.json', 'generation_config.json', 'tokenizer.json', 'model.safetensors'];

async function folderIn(home: string): Promise<string> {
  const folder = path.join(home, 'tiny');
  await mkdir(folder);
  for (const name of FILES) await copyFile(path.join(GOLDEN, 'whisper', name), path.join(folder, name));
  return folder;
}

async function hubFolderIn(home: string): Promise<string> {
  const folder = path.join(home, 'tiny');
  await cp(path.join(GOLDEN, 'whisperHub'), folder, { recursive: true });
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
  await copyFile(path.join(GOLDEN, 'whisper/model.bin'), path.join(folder, 'model.bin'));
  await writeFile(path.join(folder, 'config.json'), '{"alignment_heads":"all"}');
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'bad-file' });
});

it('knows and installs one of Hugging Face, and keeps what is read of it', async () => {
  await using home = await temporaryFolder();
  const folder = await hubFolderIn(home.folder);
  const { family, detected } = await readSpeechFolder(folder);
  expect([family, detected.kind, detected.languages]).toEqual(['whisper', 'streaming', ['en']]);
  expect(Object.keys(detected.files)).toEqual(HUB_FILES);
  const installed = await installSpeech(folder, path.join(home.folder, 'installed'));
  expect(await readInstalledSpeech(installed)).toMatchObject({ family: 'whisper', name: 'tiny' });
});

it('knows one whose weights lie in parts, by their index', async () => {
  await using home = await temporaryFolder();
  const folder = await hubFolderIn(home.folder);
  const bytes = await readFile(path.join(folder, 'model.safetensors'));
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())).toString('utf8')) as object;
  const part = 'model-00001-of-00001.safetensors';
  await writeFile(path.join(folder, part), bytes);
  await rm(path.join(folder, 'model.safetensors'));
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  await writeFile(path.join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: Object.fromEntries(names.map((name) => [name, part])) }));
  const kept = Object.keys((await readSpeechFolder(folder)).detected.files);
  expect(kept).toEqual([...HUB_FILES.slice(0, 3), part, 'model.safetensors.index.json']);
  await installSpeech(folder, path.join(home.folder, 'installed'));
  await rm(path.join(folder, part));
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining(part) });
});

it('tells what is missing: the folder, the safetensors, or a tokenizer', async () => {
  await using home = await temporaryFolder();
  const folder = await hubFolderIn(home.folder);
  await expect(readSpeechFolder(path.join(folder, 'model.safetensors'))).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('choose its folder') });
  await Promise.all(['tokenizer.json', 'vocab.json'].map((name) => rm(path.join(folder, name))));
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('vocab.json') });
  await rm(path.join(folder, 'model.safetensors'));
  await writeFile(path.join(folder, 'pytorch_model.bin'), 'x');
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(/"pytorch_model.bin".*no model.safetensors/) });
});

it('leaves a model of another kind to others', async () => {
  await using home = await temporaryFolder();
  const folder = await hubFolderIn(home.folder);
  await writeFile(path.join(folder, 'config.json'), '{"model_type":"llama"}');
  await expect(readSpeechFolder(folder)).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('no speech model that Headwater knows') });
});
