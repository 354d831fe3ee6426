import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { loadTokenizer } from '../tokenizer/loadTokenizer.ts';
import { compileModel } from './compileModel.ts';
import { readCompiled } from './readCompiled.ts';

const SOUND = path.join(import.meta.dirname, '../golden/tiny/groupedDefault');

it.each([
  { name: 'tokenizer.json', cuts: 20, flips: 60, numbers: 10, least: 50 },
  { name: 'config.json', cuts: 15, flips: 40, numbers: 10, least: 30 },
  { name: 'tokenizer_config.json', cuts: 10, flips: 30, numbers: 5, least: 15 },
])('a damaged $name is refused with a sentence or does no harm, and shows no part of a model', async ({ name, least, ...damages }) => {
  await using home = await temporaryFolder();
  const source = path.join(home.folder, 'source');
  const models = path.join(home.folder, 'models');
  await cp(SOUND, source, { recursive: true });
  // A copy: slices of a Buffer share its memory.
  const bytes = Uint8Array.from(await readFile(path.join(SOUND, name)));
  const cases = damage(bytes, { ...damages, reach: bytes.length });
  const refused = await expectRefusals(cases, 400, async (damaged) => {
    await writeFile(path.join(source, name), damaged.bytes);
    try {
      const directory = await compileModel(source, models, { precision: 'fast' });
      const { vocabSize } = await readCompiled(directory, 'thorough');
      const tokenizer = loadTokenizer(JSON.parse(await readFile(path.join(directory, 'tokenizer.json'), 'utf8')));
      expect(tokenizer.vocabSize, damaged.name).toBeLessThanOrEqual(vocabSize);
      expect(await readdir(models), damaged.name).toEqual([path.basename(directory)]);
    } catch (error) {
      expect(await readdir(models).catch(() => []), damaged.name).toEqual([]);
      throw error;
    } finally {
      await rm(models, { recursive: true, force: true });
    }
  });
  expect(refused).toBeGreaterThanOrEqual(least);
});
