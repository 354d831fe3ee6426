import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileModel } from '../../../native-models/import/compileModel.ts';
import { PreparedModels } from './PreparedModels.ts';

const tiny = join(import.meta.dirname, '../../../native-models/golden/tiny');
let folder: string;
let source: string;
let directory: string;
let prepared: PreparedModels;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-prepared-'));
  source = join(folder, 'model.gguf');
  cpSync(join(tiny, 'q4_1.gguf'), source);
  directory = await compileModel(source, join(folder, 'models'), { precision: 'fast' });
  prepared = new PreparedModels(join(folder, 'models'));
  await prepared.add(source, directory);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what was prepared is found, by another instance too', async () => {
  expect(await new PreparedModels(join(folder, 'models')).find(source)).toBe(directory);
  expect(await prepared.find('/another.gguf')).toBeNull();
});

test('a catalog model is found though its weights are gone; a file that is gone or changed is not', async () => {
  await prepared.add('catalog:abc', directory);
  const other = join(folder, 'other.gguf');
  cpSync(source, other);
  await prepared.add(other, directory);
  expect(await prepared.find(other)).toBe(directory);
  appendFileSync(other, 'more');
  expect(await prepared.find(other)).toBeNull();
  rmSync(other);
  expect(await prepared.find(other)).toBeNull();
  expect(await prepared.find('catalog:abc')).toBe(directory);
});

test('a folder source is known by its files', async () => {
  const weights = join(folder, 'weights');
  cpSync(join(tiny, 'groupedDefault'), weights, { recursive: true });
  await prepared.add(weights, directory);
  expect(await prepared.find(weights)).toBe(directory);
  writeFileSync(join(weights, 'config.json'), '{}');
  expect(await prepared.find(weights)).toBeNull();
});

test('a folder of another compiler version, or without a readable model.json, is not taken', async () => {
  const file = join(directory, 'model.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/"familyVersion": \d+/, '"familyVersion": 999'));
  expect(await prepared.find(source)).toBeNull();
  writeFileSync(file, '{');
  expect(await prepared.find(source)).toBeNull();
  writeFileSync(file, text);
  expect(await prepared.find(source)).toBe(directory);
});

test('what was prepared before from the same source is removed, unless another source has it too', async () => {
  const second = await compileModel(source, join(folder, 'models'), { precision: 'exact' });
  await prepared.add('catalog:abc', directory);
  await prepared.add(source, second);
  expect(existsSync(directory)).toBe(true);
  await prepared.add('catalog:abc', second);
  expect(existsSync(directory)).toBe(false);
  expect(await prepared.find('catalog:abc')).toBe(second);
});

test('a list that is damaged, or names a folder elsewhere, costs nothing but the shortcut', async () => {
  const list = join(folder, 'models/prepared.json');
  writeFileSync(list, '[{"source": "a", "stamp": "", "directory": "../../../etc"}]');
  expect(await prepared.find('a')).toBeNull();
  writeFileSync(list, 'nonsense');
  expect(await prepared.find(source)).toBeNull();
  await prepared.add(source, directory);
  expect(basename((await prepared.find(source)) ?? '')).toBe(basename(directory));
});
