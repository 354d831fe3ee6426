import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { loadWordPiece } from '../tokenizer/loadWordPiece.ts';
import { compileEncoder } from './compileEncoder.ts';
import { readCompiledEncoder } from './readCompiledEncoder.ts';

const SOUND = path.join(import.meta.dirname, '../golden/bert');

it.each([
  { name: 'tokenizer.json', cuts: 20, flips: 60, numbers: 10, reach: 2_000, least: 40 },
  { name: 'config.json', cuts: 15, flips: 40, numbers: 10, reach: 900, least: 30 },
  { name: '1_Pooling/config.json', cuts: 10, flips: 20, numbers: 5, reach: 90, least: 15 },
  { name: 'model.safetensors', cuts: 15, flips: 60, numbers: 20, reach: 3_500, least: 50 },
])('a damaged $name is refused with a sentence or does no harm, and shows no part of a model', async ({ name, least, ...damages }) => {
  await using home = await temporaryFolder();
  const source = path.join(home.folder, 'source');
  const models = path.join(home.folder, 'models');
  await cp(SOUND, source, { recursive: true });
  // A copy: slices of a Buffer share its memory.
  const bytes = Uint8Array.from(await readFile(path.join(SOUND, name)));
  const refused = await expectRefusals(damage(bytes, damages), 400, async (damaged) => {
    await writeFile(path.join(source, name), damaged.bytes);
    try {
      const directory = await compileEncoder(source, models, { precision: 'fast' });
      const { vocabSize, maxTokens } = await readCompiledEncoder(directory, 'thorough');
      const tokenizer = loadWordPiece(JSON.parse(await readFile(path.join(directory, 'tokenizer.json'), 'utf8')));
      const ids = tokenizer.encode('Where does the river end? Ångström, 東京 😀', maxTokens);
      expect(ids.length, damaged.name).toBeLessThanOrEqual(maxTokens);
      expect(Math.max(...ids), damaged.name).toBeLessThan(vocabSize);
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
