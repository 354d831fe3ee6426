import { describe, expect, it } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { seededRandom } from '../../../app/testing/seededRandom.test-helper.ts';
import { damage, expectRefusals } from '../../formats/fuzz.test-helper.ts';
import { buildGguf, type GgufTestTensor, type GgufTestValue } from '../../formats/gguf/buildGguf.test-helper.ts';
import { temporaryFolder } from '../../formats/temporaryFolder.test-helper.ts';
import type { FamilyModel } from '../FamilyModel.ts';
import { readFamilyModel } from '../readFamilyModel.ts';
import { ropeOf } from '../rope/ropeOf.ts';
import { llamaGguf } from '../tinyModels.test-helper.ts';

/** `undefined` leaves a key or a tensor out. */
interface Changes {
  readonly metadata?: Readonly<Record<string, GgufTestValue | undefined>>;
  readonly tensors?: Readonly<Record<string, Partial<GgufTestTensor> | undefined>>;
}

function changed({ metadata = {}, tensors = {} }: Changes): Uint8Array {
  const entries = Object.entries({ ...llamaGguf.metadata, ...metadata }).filter(([, value]) => value !== undefined);
  const own = llamaGguf.tensors.flatMap((tensor) => {
    const change = tensor.name in tensors ? tensors[tensor.name] : {};
    return change ? [{ ...tensor, ...change }] : [];
  });
  const added = Object.entries(tensors).flatMap(([name, tensor]) =>
    tensor && !own.some((other) => other.name === name) ? [{ type: 'F32' as const, shape: [64], ...tensor, name }] : [],
  );
  return buildGguf({ metadata: Object.fromEntries(entries) as Record<string, GgufTestValue>, tensors: [...own, ...added] });
}

async function read(changes: Changes = {}): Promise<FamilyModel> {
  await using folder = await temporaryFolder();
  return await readFamilyModel(await folder.write('small.gguf', changed(changes)));
}

/** Expects one typed error with a readable sentence, and gives the sentence. */
async function refused(changes: Changes, code?: 'bad-file' | 'unsupported'): Promise<string> {
  const name = JSON.stringify(changes);
  const error: unknown = await read(changes).then(
    () => new Error(`${name} was taken`),
    (cause: unknown) => cause,
  );
  if (!(error instanceof AppError)) throw new Error(name, { cause: error });
  expect(code ? [code] : ['bad-file', 'unsupported'], name).toContain(error.code);
  expect(error.message, name).toMatch(/^"[\w.]+" cannot be used: \S.{5,600}\. Nothing was changed; .{20,}\.$/u);
  return error.message;
}

const bytesOf = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const scaling = (type: string, ...rest: [string, GgufTestValue][]): Changes => ({
  metadata: {
    'llama.rope.scaling.type': { string: type },
    ...Object.fromEntries(rest.map(([key, value]) => [`llama.rope.scaling.${key}`, value])),
  },
});

it('reads sizes, names and places of weights', async () => {
  const model = await read();
  expect(model.decoder.sizes).toMatchObject({
    layers: 1, hiddenSize: 64, feedForwardSize: 96, heads: 4, kvHeads: 2, headDim: 16, vocabSize: 6, trainedPositions: 256,
  });
  expect(model).toMatchObject({ family: 'llama', name: 'Small', endTokens: [2], beginToken: null, chatTemplate: '{{ messages }}' });
  const [layer] = model.decoder.layers;
  expect(layer!.query.weight.order).toHaveLength(64);
  expect([...layer!.key.weight.order!.subarray(0, 16)]).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15]);
  expect([layer!.value.weight.order, layer!.output.weight.order, layer!.up.weight.order]).toEqual([undefined, undefined, undefined]);
  expect(model.decoder.head.weight.tensor.name).toBe('token_embd.weight');
  const own = await read({ tensors: { 'output.weight': { type: 'Q8_0', shape: [6, 64] } } });
  expect(own.decoder.head.weight.tensor.name).toBe('output.weight');
});

it('takes what may be absent from the rest', async () => {
  const metadata = { 'llama.attention.head_count_kv': undefined, 'llama.rope.freq_base': undefined, 'general.name': undefined };
  const tensors = { 'blk.0.attn_k.weight': { shape: [64, 64] }, 'blk.0.attn_v.weight': { shape: [64, 64] } };
  const model = await read({ metadata, tensors });
  expect(model.name).toBe('small');
  expect(model.decoder.sizes.kvHeads).toBe(4);
  expect(model.decoder.sizes.rope.inverseFrequencies).toEqual(ropeOf(16, 10_000, { type: 'default' }).inverseFrequencies);
});

const frequencies = async (changes: Changes) => (await read(changes)).decoder.sizes.rope;

describe('rope', () => {
  it('none and linear', async () => {
    expect(await frequencies(scaling('none'))).toEqual(ropeOf(16, 10_000, { type: 'default' }));
    const linear = await frequencies(scaling('linear', ['factor', { f32: 4 }]));
    expect(linear).toEqual(ropeOf(16, 10_000, { type: 'linear', factor: 4 }));
  });

  it('llama3 as divisors of the frequencies', async () => {
    const divisors = [1, 1, 1.5, 2, 4, 8, 8, 8];
    const data = bytesOf(...divisors);
    expect(await frequencies({ tensors: { 'rope_freqs.weight': { shape: [8], data } } })).toEqual(
      ropeOf(16, 10_000, { type: 'divisors', divisors: Float32Array.from(divisors) }),
    );
    for (const bad of [[1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 0, 1, 1, 1, 1], [1, 1, 1, -2, 1, 1, 1, 1], [1, 1, 1, Number.NaN, 1, 1, 1, 1]]) {
      const tensors = { 'rope_freqs.weight': { shape: [bad.length], data: bytesOf(...bad) } };
      expect(await refused({ tensors }, 'bad-file')).toContain('one divisor per frequency');
    }
  });

  it('yarn, what is not said being derived', async () => {
    const plain = { type: 'yarn', factor: 4, originalPositions: 256, betaFast: 32, betaSlow: 1, truncate: true } as const;
    const factor = 0.1 * Math.log(4) + 1;
    expect(await frequencies(scaling('yarn', ['factor', { f32: 4 }]))).toEqual(ropeOf(16, 10_000, { ...plain, attentionFactor: factor }));
    const all = scaling(
      'yarn',
      ['factor', { f32: 4 }],
      ['original_context_length', { u32: 64 }],
      ['yarn_beta_fast', { f32: 16 }],
      ['yarn_beta_slow', { f32: 2 }],
      ['attn_factor', { f32: 0.5 }],
    );
    const said = { ...plain, originalPositions: 64, betaFast: 16, betaSlow: 2, attentionFactor: factor * 0.5 };
    expect(await frequencies(all)).toEqual(ropeOf(16, 10_000, said));
  });

  it.each(['dynamic', 'longrope', 'su'])('refuses %s by name', async (type) => {
    expect(await refused(scaling(type, ['factor', { f32: 2 }]), 'unsupported')).toContain(`its rope scaling "${type}" is not one of`);
  });

  it('refuses the tensors of longrope', async () => {
    const tensors = { 'rope_factors_long.weight': { shape: [8] } };
    expect(await refused({ tensors }, 'unsupported')).toContain('"rope_factors_long.weight" has no place');
  });

  it('refuses settings that give no numbers', async () => {
    const nan = { f32: Number.NaN };
    for (const value of [-1, 0, Infinity, Number.NaN]) {
      await refused({ metadata: { 'llama.rope.freq_base': { f32: value } } }, 'bad-file');
      await refused(scaling('linear', ['factor', { f32: value }]), 'bad-file');
      await refused(scaling('yarn', ['factor', { f32: 4 }], ['attn_factor', { f32: value }]), 'bad-file');
    }
    await refused(scaling('yarn', ['factor', { f32: 4 }], ['yarn_beta_fast', nan]), 'bad-file');
    await refused(scaling('yarn', ['factor', { f32: 4 }], ['original_context_length', { f32: -8 }]), 'bad-file');
    await refused({ metadata: { ...scaling('yarn', ['factor', { f32: 4 }]).metadata, 'llama.rope.freq_base': { f32: 1 } } }, 'bad-file');
  });
});

it('adds the end tokens it knows by name, and keeps a first token only when it is added', async () => {
  const tokens = { strings: ['<unk>', '<s>', '</s>', '<|im_end|>', '<|eot_id|>', 'ab'] };
  const named = { 'tokenizer.ggml.tokens': tokens, 'tokenizer.ggml.token_type': { i32s: [3, 3, 3, 3, 1, 1] }, 'tokenizer.ggml.merges': { strings: [] } };
  expect((await read({ metadata: { ...named, 'tokenizer.ggml.eos_token_id': { u32: 0 } } })).endTokens).toEqual([0, 2, 3]);
  const add = { 'tokenizer.ggml.add_bos_token': { bool: true } };
  expect((await read({ metadata: add })).beginToken).toBe(1);
  expect((await read({ metadata: { ...add, 'tokenizer.ggml.bos_token_id': undefined } })).beginToken).toBeNull();
  for (const id of [{ f32: -1 }, { f32: 1.5 }, { u32: 6 }, { u32: 0xffffffff }]) {
    expect(await refused({ metadata: { ...add, 'tokenizer.ggml.bos_token_id': id } }, 'bad-file')).toContain('its first token is');
  }
});

it.each(['qwen3', 'gemma3', 'phi3', 'LLAMA', '__proto__'])('refuses the architecture %s by name', async (name) => {
  const message = await refused({ metadata: { 'general.architecture': { string: name } } }, 'unsupported');
  expect(message).toContain(`its architecture "${name}" is not llama`);
});

it('refuses what is no llama although it says so', async () => {
  expect(await refused({ metadata: { 'general.architecture': undefined } }, 'unsupported')).toContain('which it does not name');
  expect(await refused({ metadata: { 'llama.expert_count': { u32: 8 } } }, 'unsupported')).toContain('mixture of experts');
  expect(await refused({ metadata: { 'llama.rope.dimension_count': { u32: 8 } } }, 'unsupported')).toContain('its heads are 16 wide');
  expect(await refused({ metadata: { 'tokenizer.chat_template': undefined } }, 'unsupported')).toContain('no chat template');
  expect(await refused({ tensors: { 'blk.0.attn_q_norm.weight': { shape: [16] } } }, 'unsupported')).toContain('"blk.0.attn_q_norm.weight" has no place');
});

it.each(llamaGguf.tensors.map(({ name, shape, type }) => ({ name, shape, type })))(
  '$name: missing, of another shape, or a vector in blocks',
  async ({ name, shape, type }) => {
    // Without its embedding a file does not even say how many tokens there are.
    const missing = await refused({ tensors: { [name]: undefined } }, 'bad-file');
    expect(missing).toContain(name === 'token_embd.weight' ? 'vocabSize is 0' : `"${name}" is missing`);
    const other = [...shape.slice(0, -1), shape.at(-1)! + 32];
    expect(await refused({ tensors: { [name]: { shape: other } } }, 'bad-file')).toContain(`"${name}" is [${other.join(', ')}], not [`);
    if (type === 'F32') {
      expect(await refused({ tensors: { [name]: { type: 'Q8_0' } } }, 'unsupported')).toContain('a vector of type Q8_0');
    }
  },
);

/** JSON knows neither bigint nor NaN, so what was written is shown by its keys. */
async function fault(changes: { metadata: Record<string, GgufTestValue> }): Promise<string> {
  const error: unknown = await read(changes).then(
    () => new Error('it was taken'),
    (cause: unknown) => cause,
  );
  if (!(error instanceof AppError)) throw new Error(Object.entries(changes.metadata).flatMap(([key, value]) => [key, ...Object.values(value)]).join(' '), { cause: error });
  expect(error.code).toBe('bad-file');
  expect(error.message).toMatch(/^"small\.gguf" cannot be used: \S.{5,600}\. Nothing was changed; .{20,}\.$/u);
  return error.message;
}

describe('absurd metadata', () => {
  const sizes = Object.keys(llamaGguf.metadata).filter((key) => /^llama\.(?!rope)/.test(key));
  const absurd: GgufTestValue[] = [
    { f32: -1 }, { u32: 0 }, { f32: 1.5 }, { u64: 10n ** 12n }, { u64: 2n ** 64n - 1n }, { f32: Number.NaN }, { f32: -Infinity }, { string: '64' },
    { bool: true }, { i32s: [4, 4] },
  ];
  it.each(sizes)('%s', async (key) => {
    expect(sizes).toContain('llama.attention.layer_norm_rms_epsilon');
    for (const value of absurd) expect(await fault({ metadata: { [key]: value } })).toContain('small.gguf');
    if (key !== 'llama.attention.head_count_kv') {
      expect(await refused({ metadata: { [key]: undefined } }, 'bad-file')).toContain(`its metadata lacks "${key}"`);
    }
  });

  it('a hundred seeded files, several values wrong at once', async () => {
    const random = seededRandom(91);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    for (let round = 0; round < 100; round++) {
      const keys = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(sizes));
      await fault({ metadata: Object.fromEntries(keys.map((key) => [key, pick(absurd)])) });
    }
  });

  it('damaged files', async () => {
    await using folder = await temporaryFolder();
    const sound = changed({});
    const cases = damage(sound, { cuts: 60, flips: 120, numbers: 120, reach: 1_200 });
    const count = await expectRefusals(cases, 150, async ({ bytes }) => readFamilyModel(await folder.write('small.gguf', bytes)));
    expect(sound.length).toBeGreaterThan(1_200);
    expect(count).toBeGreaterThan(150);
  });
});
