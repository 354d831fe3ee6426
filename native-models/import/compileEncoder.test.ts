import { cp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { buildSafetensors } from '../formats/safetensors/buildSafetensors.test-helper.ts';
import { readSafetensors } from '../formats/safetensors/readSafetensors.ts';
import { readTensorBytes } from '../formats/readTensorBytes.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { compileEncoder } from './compileEncoder.ts';
import { readCompiledEncoder } from './readCompiledEncoder.ts';

const TINY = path.join(import.meta.dirname, '../golden/bert');
const FAST = { precision: 'fast' } as const;

/** The tiny model's folder with keys of one of its files changed; `undefined` leaves a key out. */
async function changedFolder(home: string, file: string, changes: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = path.join(home, 'source');
  await cp(TINY, folder, { recursive: true });
  const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as object;
  await writeFile(path.join(folder, file), JSON.stringify({ ...content, ...changes }));
  return folder;
}

/** The tiny model with its tensors changed. */
async function changedWeights(home: string, change: (name: string, shape: readonly number[]) => { name: string; shape: readonly number[] } | null): Promise<string> {
  const folder = path.join(home, 'source');
  await cp(TINY, folder, { recursive: true });
  const { tensors } = await readSafetensors(TINY, /position_ids/);
  const written = [];
  for (const tensor of tensors.values()) {
    const next = change(tensor.name, tensor.shape);
    if (!next) continue;
    const size = next.shape.reduce((product, axis) => product * axis, 2);
    const bytes = await readTensorBytes(tensor);
    written.push({ ...next, dtype: 'F16', data: size === bytes.length ? bytes : new Uint8Array(size) });
  }
  await writeFile(path.join(folder, 'model.safetensors'), buildSafetensors(written));
  return folder;
}

it('makes a folder of everything the engine needs, once', async () => {
  await using home = await temporaryFolder();
  const fractions: number[] = [];
  const directory = await compileEncoder(TINY, home.folder, FAST, (fraction) => fractions.push(fraction));
  expect((await readdir(directory)).toSorted()).toEqual(['encoder.bin', 'encoder.onnx', 'files.json', 'model.json', 'tokenizer.json']);
  expect(await readCompiledEncoder(directory, 'thorough')).toMatchObject({ family: 'bert', dimensions: 48, maxTokens: 48, vocabSize: 420 });
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  expect(await compileEncoder(TINY, home.folder, FAST)).toBe(directory);
  expect(await compileEncoder(TINY, home.folder, { precision: 'exact' })).not.toBe(directory);
});

it('makes a damaged folder anew', async () => {
  await using home = await temporaryFolder();
  const directory = await compileEncoder(TINY, home.folder, FAST);
  await truncate(path.join(directory, 'encoder.bin'), 100);
  await expect(readCompiledEncoder(directory)).rejects.toMatchObject({ code: 'bad-file' });
  await compileEncoder(TINY, home.folder, FAST);
  await readCompiledEncoder(directory, 'thorough');
});

it('takes names that begin with "bert." and passes the pooler over', async () => {
  await using home = await temporaryFolder();
  const folder = await changedWeights(home.folder, (name, shape) => ({ name: `bert.${name}`, shape }));
  await readCompiledEncoder(await compileEncoder(folder, path.join(home.folder, 'models'), FAST), 'thorough');
});

it.each([
  ['config.json', { model_type: 'roberta' }, 'unsupported', /"roberta" is not bert/],
  ['config.json', { hidden_act: 'relu' }, 'unsupported', /"relu" is not gelu/],
  ['config.json', { position_embedding_type: 'relative_key' }, 'unsupported', /"relative_key"/],
  ['config.json', { is_decoder: true }, 'unsupported', /decoder/],
  ['config.json', { num_attention_heads: 5 }, 'bad-file', /5 heads/],
  ['config.json', { hidden_size: 1e9 }, 'bad-file', /hidden_size/],
  ['config.json', { num_hidden_layers: 0 }, 'bad-file', /num_hidden_layers/],
  ['config.json', { num_hidden_layers: 3 }, 'bad-file', /encoder\.layer\.2.*missing/],
  ['config.json', { num_hidden_layers: 1 }, 'unsupported', /encoder\.layer\.1.*no place/],
  ['config.json', { vocab_size: 419 }, 'bad-file', /word_embeddings/],
  ['config.json', { layer_norm_eps: -1 }, 'bad-file', /layer_norm_eps/],
  ['sentence_bert_config.json', { max_seq_length: 2 }, 'bad-file', /none is left/],
  ['sentence_bert_config.json', { max_seq_length: 'x' }, 'bad-file', /max_seq_length/],
  ['1_Pooling/config.json', { pooling_mode_mean_tokens: false, pooling_mode_cls_token: true }, 'unsupported', /pooling_mode_cls_token/],
  ['1_Pooling/config.json', { pooling_mode_mean_tokens: false }, 'unsupported', /none that is known/],
  ['tokenizer.json', { model: { type: 'Unigram' } }, 'unsupported', /"Unigram"/],
] as const)('refuses %s with %o by name, and leaves nothing', async (file, changes, code, message) => {
  await using home = await temporaryFolder();
  const folder = await changedFolder(home.folder, file, changes);
  const models = path.join(home.folder, 'models');
  await expect(compileEncoder(folder, models, FAST)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await readdir(models).catch(() => [])).toEqual([]);
});

it('refuses weights of another shape, and a folder without all its files', async () => {
  await using home = await temporaryFolder();
  const models = path.join(home.folder, 'models');
  const folder = await changedWeights(home.folder, (name, shape) => ({ name, shape: name.endsWith('query.weight') ? [48, 24] : shape }));
  await expect(compileEncoder(folder, models, FAST)).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(/\[48, 24\], not \[48, 48\]/) });
  await rm(path.join(folder, 'tokenizer.json'));
  await expect(compileEncoder(folder, models, FAST)).rejects.toMatchObject({ code: 'not-found', message: expect.stringMatching(/tokenizer\.json/) });
});
