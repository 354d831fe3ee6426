import { cp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readCtranslate2 } from '../formats/ctranslate2/readCtranslate2.ts';
import { buildCtranslate2, type Ctranslate2TestVariable } from '../formats/ctranslate2/buildCtranslate2.test-helper.ts';
import { readTensorBytes } from '../formats/readTensorBytes.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { compileWhisper } from './compileWhisper.ts';
import { readCompiledWhisper } from './readCompiledWhisper.ts';

const TINY = path.join(import.meta.dirname, '../golden/whisper');
const FAST = { precision: 'fast' } as const;

/** A copy of the tiny model's folder. */
async function copyFolder(home: string): Promise<string> {
  const folder = path.join(home, 'source');
  await cp(TINY, folder, { recursive: true });
  return folder;
}

/** The tiny model with its variables changed: undefined leaves one out. */
async function changedWeights(
  home: string,
  change: (variable: Ctranslate2TestVariable) => Ctranslate2TestVariable | undefined,
): Promise<string> {
  const folder = await copyFolder(home);
  const { metadata, tensors } = await readCtranslate2(path.join(TINY, 'model.bin'));
  const variables: Ctranslate2TestVariable[] = [...metadata.scalars].map(([name, value]) => ({
    name,
    shape: [],
    type: 1,
    data: Uint8Array.of(value),
  }));
  for (const tensor of tensors.values()) {
    if (tensor.name === 'decoder/projection/weight') continue;
    variables.push({ name: tensor.name, shape: tensor.shape, type: 4, data: await readTensorBytes(tensor) });
  }
  const bytes = buildCtranslate2(
    variables.flatMap((variable) => change(variable) ?? []),
    {
      aliases: [['decoder/projection/weight', 'decoder/embeddings/weight']],
    },
  );
  await writeFile(path.join(folder, 'model.bin'), bytes);
  return folder;
}

it('makes a folder of everything that is needed, once', async () => {
  await using home = await temporaryFolder();
  const fractions: number[] = [];
  const directory = await compileWhisper(TINY, home.folder, FAST, (fraction) => fractions.push(fraction));
  expect((await readdir(directory)).toSorted()).toEqual([
    'decoder.bin',
    'decoder.onnx',
    'embedding.bin',
    'encoder.bin',
    'encoder.onnx',
    'files.json',
    'model.json',
    'tokenizer.json',
  ]);
  const { tokens, ...model } = await readCompiledWhisper(directory, 'thorough');
  expect(model).toMatchObject({
    family: 'whisper',
    melBins: 80,
    hiddenSize: 32,
    heads: 2,
    decoderLayers: 2,
    audioPositions: 64,
    textPositions: 48,
  });
  expect(tokens.firstTimestamp).toBe(tokens.noTimestamps + 1);
  expect(tokens.firstTimestamp + tokens.timestamps).toBe(model.vocabSize);
  expect(tokens).toMatchObject({ transcribe: null, languages: {} });
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  expect(await compileWhisper(TINY, home.folder, FAST)).toBe(directory);
  expect(await compileWhisper(TINY, home.folder, { precision: 'exact' })).not.toBe(directory);
});

it('makes a damaged folder anew', async () => {
  await using home = await temporaryFolder();
  const directory = await compileWhisper(TINY, home.folder, FAST);
  await truncate(path.join(directory, 'decoder.bin'), 100);
  await expect(readCompiledWhisper(directory)).rejects.toMatchObject({ code: 'bad-file' });
  await compileWhisper(TINY, home.folder, FAST);
  await readCompiledWhisper(directory, 'thorough');
});

it.each([
  ['config.json', { alignment_heads: [[7, 0]] }, /head 0 of layer 7/],
  ['config.json', { alignment_heads: [] }, /alignment_heads/],
  ['config.json', { suppress_ids: [999_999] }, /token 999999/],
  ['config.json', { suppress_ids: [-1] }, /suppress_ids/],
  ['tokenizer.json', { added_tokens: [] }, /lacks the token <\|notimestamps\|>/],
] as const)('refuses %s with %o by name, and leaves nothing', async (file, changes, message) => {
  await using home = await temporaryFolder();
  const folder = await copyFolder(home.folder);
  const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as object;
  await writeFile(path.join(folder, file), JSON.stringify({ ...content, ...changes }));
  const models = path.join(home.folder, 'models');
  await expect(compileWhisper(folder, models, FAST)).rejects.toMatchObject({
    code: 'bad-file',
    message: expect.stringMatching(message),
  });
  expect(await readdir(models).catch(() => [])).toEqual([]);
});

const setting = (name: string, value: number) => (variable: Ctranslate2TestVariable) =>
  variable.name === name ? { ...variable, data: Uint8Array.of(value) } : variable;

it.each<[string, string, RegExp, (variable: Ctranslate2TestVariable) => Ctranslate2TestVariable | undefined]>([
  ['another activation', 'unsupported', /"decoder\/activation" is 0, not 3/, setting('decoder/activation', 0)],
  ['heads that do not fit', 'bad-file', /5 and 2 heads/, setting('encoder/num_heads', 5)],
  ['no heads', 'bad-file', /heads \(decoder\) is 0/, setting('decoder/num_heads', 0)],
  [
    'a tensor less',
    'bad-file',
    /"encoder\/conv2\/bias" is missing/,
    (variable) => (variable.name === 'encoder/conv2/bias' ? undefined : variable),
  ],
  [
    'a tensor of another shape',
    'bad-file',
    /is \[16, 2\], not \[32\]/,
    (variable) => (variable.name === 'encoder/layer_norm/beta' ? { ...variable, shape: [16, 2] } : variable),
  ],
  [
    'a tensor more',
    'unsupported',
    /"encoder\/layer_9\/x" has no place/,
    (variable) =>
      variable.name === 'decoder/pre_norm'
        ? { ...variable, name: 'encoder/layer_9/x', shape: [1], type: 4, data: new Uint8Array(2) }
        : variable,
  ],
])('refuses weights with %s by name', async (_, code, message, change) => {
  await using home = await temporaryFolder();
  const folder = await changedWeights(home.folder, change);
  await expect(compileWhisper(folder, path.join(home.folder, 'models'), FAST)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

it('refuses a folder without all its files, and stops when it is told to', async () => {
  await using home = await temporaryFolder();
  const folder = await copyFolder(home.folder);
  const models = path.join(home.folder, 'models');
  await expect(compileWhisper(folder, models, FAST, undefined, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  });
  for (const name of ['model.bin', 'tokenizer.json', 'config.json']) {
    await rm(path.join(folder, name));
    await expect(compileWhisper(folder, models, FAST)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(name),
    });
  }
});
