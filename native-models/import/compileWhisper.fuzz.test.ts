import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { damage, expectRefusals } from '../formats/fuzz.test-helper.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { compileWhisper } from './compileWhisper.ts';
import { readCompiledWhisper } from './readCompiledWhisper.ts';

const GOLDEN = path.join(import.meta.dirname, '../golden');

it.each([
  { form: 'whisper', name: 'config.json', cuts: 15, flips: 40, numbers: 10, reach: 150, least: 25 },
  { form: 'whisper', name: 'tokenizer.json', cuts: 15, flips: 30, numbers: 10, reach: 2_000, least: 25 },
  { form: 'whisper', name: 'model.bin', cuts: 15, flips: 60, numbers: 30, reach: 900, least: 30 },
  { form: 'whisperHub', name: 'config.json', cuts: 15, flips: 30, numbers: 10, reach: 1_200, least: 25 },
  { form: 'whisperHub', name: 'generation_config.json', cuts: 15, flips: 30, numbers: 10, reach: 500, least: 20 },
  { form: 'whisperHub', name: 'model.safetensors', cuts: 15, flips: 30, numbers: 10, reach: 2_000, least: 30 },
  { form: 'whisperHub', name: 'vocab.json', cuts: 15, flips: 20, numbers: 10, reach: 2_400, least: 20 },
  { form: 'whisperHub', name: 'merges.txt', cuts: 10, flips: 20, numbers: 5, reach: 180, least: 1 },
])(
  'a damaged $form/$name is refused with a sentence or does no harm, and shows no part of a model',
  async ({ form, name, least, ...damages }) => {
    await using home = await temporaryFolder();
    const source = path.join(home.folder, 'source');
    const models = path.join(home.folder, 'models');
    await cp(path.join(GOLDEN, form), source, { recursive: true });
    // Where it is there, the other form of the tokenizer is not read.
    if (/vocab|merges/.test(name)) await rm(path.join(source, 'tokenizer.json'));
    // A copy: slices of a Buffer share its memory.
    const bytes = Uint8Array.from(await readFile(path.join(GOLDEN, form, name)));
    const refused = await expectRefusals(damage(bytes, damages), 400, async (damaged) => {
      await writeFile(path.join(source, name), damaged.bytes);
      try {
        const directory = await compileWhisper(source, models, { precision: 'fast' });
        const { vocabSize, tokens } = await readCompiledWhisper(directory, 'thorough');
        expect(tokens.firstTimestamp + tokens.timestamps, damaged.name).toBeLessThanOrEqual(vocabSize);
        expect(await readdir(models), damaged.name).toEqual([path.basename(directory)]);
      } catch (error) {
        expect(await readdir(models).catch(() => []), damaged.name).toEqual([]);
        throw error;
      } finally {
        await rm(models, { recursive: true, force: true });
      }
    });
    expect(refused).toBeGreaterThanOrEqual(least);
  },
);
