import { cp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readCtranslate2 } from '../formats/ctranslate2/readCtranslate2.ts';
import { buildCtranslate2, type Ctranslate2TestVariable } from '../formats/ctranslate2/buildCtranslate2.test-helper.ts';
import { readTensorBytes } from '../formats/readTensorBytes.ts';
import { temporaryFolder } from '../formats/temporaryFolder.test-helper.ts';
import { loadTokenizer } from '../tokenizer/loadTokenizer.ts';
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

const HUB = path.join(import.meta.dirname, '../golden/whisperHub');

/** The tiny model as `transformers` saves it, with some entries of a JSON file changed, or taken out. */
async function changedHub(home: string, file: string, changes: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = path.join(home, 'source');
  await cp(HUB, folder, { recursive: true });
  const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as object;
  await writeFile(path.join(folder, file), JSON.stringify({ ...content, ...changes }));
  return folder;
}

it('makes the same of safetensors, but for the name of the folder', async () => {
  await using home = await temporaryFolder();
  const [own, hub] = [await compileWhisper(TINY, home.folder, FAST), await compileWhisper(HUB, home.folder, FAST)];
  for (const name of ['encoder.bin', 'decoder.bin', 'embedding.bin', 'tokenizer.json']) {
    expect((await readFile(path.join(hub, name))).equals(await readFile(path.join(own, name))), name).toBe(true);
  }
  const [{ key: _, name: __, ...expected }, found] = [await readCompiledWhisper(own), await readCompiledWhisper(hub)];
  expect(found).toMatchObject(expected);
});

it('makes a tokenizer of vocab.json and merges.txt that cuts as tokenizer.json does', async () => {
  await using home = await temporaryFolder();
  const folder = await changedHub(home.folder, 'config.json', {});
  await rm(path.join(folder, 'tokenizer.json'));
  const [one, other] = await Promise.all([HUB, folder].map(async (source) => {
    const directory = await compileWhisper(source, home.folder, FAST);
    const { tokens } = await readCompiledWhisper(directory);
    return { tokens, tokenizer: loadTokenizer(JSON.parse(await readFile(path.join(directory, 'tokenizer.json'), 'utf8'))) };
  }));
  expect(other!.tokens).toEqual(one!.tokens);
  for (const text of ['The river runs down to the sea.', ' Where does it end? 3,5 Ä', 'x<|endoftext|>']) {
    expect([...other!.tokenizer.encode(text)], text).toEqual([...one!.tokenizer.encode(text)]);
  }
});

it('takes the later half of the heads where a folder names none, or those of a larger model', async () => {
  for (const alignment_heads of [null, [], [[7, 0]]]) {
    await using home = await temporaryFolder();
    const folder = await changedHub(home.folder, 'generation_config.json', { alignment_heads });
    expect(await readCompiledWhisper(await compileWhisper(folder, path.join(home.folder, 'models'), FAST))).toMatchObject({ alignmentHeads: 2 });
  }
});

it('writes no token that steers, even where a tuned model forgot to name them', async () => {
  await using home = await temporaryFolder();
  const folder = await changedHub(home.folder, 'generation_config.json', { suppress_tokens: [], begin_suppress_tokens: null });
  await writeFile(path.join(folder, 'config.json'), JSON.stringify({ ...(JSON.parse(await readFile(path.join(HUB, 'config.json'), 'utf8')) as object), begin_suppress_tokens: null }));
  const { tokens, suppressed, suppressedAtBegin } = await readCompiledWhisper(await compileWhisper(folder, path.join(home.folder, 'models'), FAST));
  expect(suppressed).toEqual(expect.arrayContaining([tokens.start, tokens.previous, tokens.noSpeech]));
  expect(suppressed).not.toContain(tokens.end);
  expect(suppressedAtBegin).toContain(tokens.end);
});

it.each([
  ['config.json', { d_model: 64 }, 'bad-file', /is \[365, 32\], and by config.json it is \[365, 64\]/],
  ['config.json', { decoder_layers: 3 }, 'bad-file', /"model.decoder.layers.2.self_attn_layer_norm.weight" is missing/],
  ['config.json', { decoder_layers: 1 }, 'unsupported', /has no place in a Whisper model/],
  ['config.json', { encoder_attention_heads: 5 }, 'bad-file', /5 and 2 heads/],
  ['config.json', { activation_function: 'relu' }, 'unsupported', /"relu" is not gelu/],
  ['config.json', { scale_embedding: true }, 'unsupported', /scales its table/],
  ['config.json', { encoder_ffn_dim: 32 }, 'unsupported', /inner layers of 32 and 64/],
  ['config.json', { vocab_size: 200 }, 'bad-file', /beyond what the model knows/],
  ['config.json', { model_type: 'llama' }, 'bad-file', /model_type/],
  ['generation_config.json', { suppress_tokens: [999] }, 'bad-file', /token 999/],
  ['generation_config.json', { alignment_heads: 'all' }, 'bad-file', /alignment_heads/],
] as const)('refuses safetensors with %s of %o by name, and leaves nothing', async (file, changes, code, message) => {
  await using home = await temporaryFolder();
  const folder = await changedHub(home.folder, file, changes);
  const models = path.join(home.folder, 'models');
  await expect(compileWhisper(folder, models, FAST)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await readdir(models).catch(() => [])).toEqual([]);
});
