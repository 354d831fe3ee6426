import { describe, expect, it } from 'vitest';
import { AppError } from '../../../app/contract/AppError.ts';
import { seededRandom } from '../../../app/testing/seededRandom.test-helper.ts';
import { temporaryFolder } from '../../formats/temporaryFolder.test-helper.ts';
import type { FamilyModel } from '../FamilyModel.ts';
import { readFamilyModel } from '../readFamilyModel.ts';
import { ropeOf } from '../rope/ropeOf.ts';
import { type HubChanges, llamaConfig, llamaShapes, writeHubFolder } from '../tinyModels.test-helper.ts';

async function read(changes: HubChanges = {}): Promise<FamilyModel> {
  await using folder = await temporaryFolder();
  return await readFamilyModel(await writeHubFolder(folder.folder, changes));
}

/** Expects one typed error with a readable sentence, and gives the sentence. */
async function refused(changes: HubChanges, code?: 'bad-file' | 'unsupported'): Promise<string> {
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

it('reads sizes and places of weights', async () => {
  const model = await read();
  const { inverseFrequencies } = ropeOf(16, 10_000, { type: 'default' });
  expect(model.decoder.sizes).toEqual({
    layers: 1, hiddenSize: 64, feedForwardSize: 96, heads: 4, kvHeads: 2, headDim: 16, vocabSize: 288,
    trainedPositions: 256, normEpsilon: 1e-5, rope: { inverseFrequencies, attentionFactor: 1 },
  });
  expect(model.decoder.head.weight.tensor.name).toBe('lm_head.weight');
  expect(model.decoder.layers[0]!.query).toEqual({ weight: { tensor: expect.objectContaining({ shape: [64, 64], type: 'F16' }) as unknown } });
  expect(model).toMatchObject({ endTokens: [2], beginToken: null, sampling: {}, chatTemplate: '{{ messages }}' });
  expect(model.files).toHaveLength(5);
});

describe('rope in both dialects', () => {
  const llama3 = { factor: 8, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 64 };
  const scaled = { type: 'llama3', factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalPositions: 64 } as const;
  const yarn = { type: 'yarn', factor: 4, originalPositions: 256, betaFast: 32, betaSlow: 1, truncate: true } as const;
  const cases = [
    ['old, default', { rope_theta: 500, rope_scaling: null }, 500, { type: 'default' }],
    ['old, nothing said', { rope_theta: undefined }, 10_000, { type: 'default' }],
    ['old, `type`', { rope_scaling: { type: 'linear', factor: 4 } }, 10_000, { type: 'linear', factor: 4 }],
    ['old, `rope_type` before `type`', { rope_scaling: { type: 'default', rope_type: 'linear', factor: 2 } }, 10_000, { type: 'linear', factor: 2 }],
    ['old, llama3', { rope_theta: 500, rope_scaling: { rope_type: 'llama3', ...llama3 } }, 500, scaled],
    ['new, default', { rope_theta: undefined, rope_parameters: { rope_type: 'default', rope_theta: 700 } }, 700, { type: 'default' }],
    ['new before old', { rope_theta: 9, rope_parameters: { rope_type: 'llama3', rope_theta: 700, ...llama3 } }, 700, scaled],
    ['yarn, all derived', { rope_scaling: { rope_type: 'yarn', factor: 4 } }, 10_000, { ...yarn, attentionFactor: 0.1 * Math.log(4) + 1 }],
    [
      'yarn, all said',
      { rope_scaling: { type: 'yarn', factor: 4, original_max_position_embeddings: 64, beta_fast: 8, beta_slow: 2, truncate: false, attention_factor: 1.5 } },
      10_000,
      { ...yarn, originalPositions: 64, betaFast: 8, betaSlow: 2, truncate: false, attentionFactor: 1.5 },
    ],
    [
      'yarn, mscale',
      { rope_scaling: { type: 'yarn', factor: 4, mscale: 2, mscale_all_dim: 0.5 } },
      10_000,
      { ...yarn, attentionFactor: (0.2 * Math.log(4) + 1) / (0.05 * Math.log(4) + 1) },
    ],
  ] as const;
  it.each(cases)('%s', async (_, config, theta, scaling) => {
    const { rope } = (await read({ config })).decoder.sizes;
    const expected = ropeOf(16, theta, scaling);
    expect(rope.inverseFrequencies).toEqual(expected.inverseFrequencies);
    expect(rope.attentionFactor).toBeCloseTo(expected.attentionFactor, 14);
  });

  it.each(['dynamic', 'longrope', 'su', 'mrope'])('refuses %s by name', async (type) => {
    for (const config of [
      { rope_scaling: { type, factor: 2 } },
      { rope_scaling: { rope_type: type, factor: 2 } },
      { rope_parameters: { rope_type: type, rope_theta: 10_000, factor: 2 } },
    ]) {
      expect(await refused({ config }, 'unsupported')).toContain(`its rope "${type}" is not one of`);
    }
  });
});

it('takes null and absent sizes from the others', async () => {
  for (const absent of [null, undefined]) {
    expect((await read({ config: { head_dim: absent } })).decoder.sizes.headDim).toBe(16);
    const shapes = { 'model.layers.0.self_attn.k_proj.weight': [64, 64], 'model.layers.0.self_attn.v_proj.weight': [64, 64] };
    expect((await read({ config: { num_key_value_heads: absent }, shapes })).decoder.sizes.kvHeads).toBe(4);
  }
});

it('joins the end tokens of both files, and keeps a first token only when it is added', async () => {
  const model = await read({ config: { eos_token_id: [9, 2] }, generation: { eos_token_id: [4, 2, 288] } });
  expect(model.endTokens).toEqual([2, 4, 9]);
  expect(await read({ tokenizerConfig: { chat_template: 'x', add_bos_token: true } })).toMatchObject({ beginToken: 1 });
  expect(await refused({ config: { eos_token_id: null } })).toContain('names no token that ends an answer');
  expect(await refused({ config: { eos_token_id: [288, 1e12] } })).toContain('names no token that ends an answer');
  const outside = { config: { bos_token_id: 288 }, tokenizerConfig: { chat_template: 'x', add_bos_token: true } };
  expect(await refused(outside)).toContain('its first token is 288');
});

it('finds the chat template where it may lie, and takes sampling from the generation settings', async () => {
  const chat_template = [{ name: 'tool_use', template: 'tools' }, { name: 'default', template: 'plain' }];
  expect((await read({ tokenizerConfig: { chat_template } })).chatTemplate).toBe('plain');
  expect(await refused({ tokenizerConfig: {} }, 'unsupported')).toContain('no chat template');
  const generation = { temperature: 0.6, top_k: 20, top_p: 0.9, min_p: 0.1, repetition_penalty: 1.05 };
  expect((await read({ generation })).sampling).toEqual({ temperature: 0.6, topK: 20, topP: 0.9, minP: 0.1, repetitionPenalty: 1.05 });
});

it('ties the head to the embedding when it is told so, or when there is no other', async () => {
  const embedding = 'model.embed_tokens.weight';
  expect((await read({ config: { tie_word_embeddings: true } })).decoder.head.weight.tensor.name).toBe(embedding);
  expect((await read({ shapes: { 'lm_head.weight': undefined } })).decoder.head.weight.tensor.name).toBe(embedding);
});

it.each(['qwen3', 'mistral', 'gemma3', 'mamba', 'LLAMA', '__proto__'])('refuses the architecture %s by name', async (model_type) => {
  expect(await refused({ config: { model_type } }, 'unsupported')).toContain(`its architecture "${model_type}" is not llama`);
});

it('refuses an architecture without a name, and another activation', async () => {
  for (const model_type of [undefined, null, 7, ['llama']]) {
    expect(await refused({ config: { model_type } }, 'unsupported')).toContain('which it does not name');
  }
  expect(await refused({ config: { hidden_act: 'gelu' } }, 'unsupported')).toContain('"gelu" is not silu');
});

describe('tensors', () => {
  const needed = Object.entries(llamaShapes).filter(([name]) => name !== 'lm_head.weight');
  it.each(needed)('%s: missing, or of another shape', async (name, shape) => {
    expect(await refused({ shapes: { [name]: undefined } }, 'bad-file')).toContain(`"${name}" is missing`);
    const wrong = [shape.with(0, shape[0]! + 2), [...shape, 1], shape.length === 2 ? [shape[0]! * shape[1]!] : [1, ...shape]];
    for (const other of wrong) {
      expect(await refused({ shapes: { [name]: other } }, 'bad-file')).toContain(`"${name}" is [${other.join(', ')}], not [`);
    }
  });

  it('refuses one that has no place in a llama, and does not mind a redundant one', async () => {
    for (const name of ['model.layers.0.self_attn.q_norm.weight', 'model.layers.1.input_layernorm.weight', 'vision.patch.weight']) {
      expect(await refused({ shapes: { [name]: [64] } }, 'unsupported')).toContain(`its tensor "${name}" has no place`);
    }
    await read({ shapes: { 'model.layers.0.self_attn.rotary_emb.inv_freq': [8] } });
  });

  it('takes biases where they are, and holds their shape against the matrix', async () => {
    const name = 'model.layers.0.self_attn.k_proj.bias';
    const model = await read({ shapes: { [name]: [32] } });
    expect(model.decoder.layers[0]!.key.bias?.tensor.name).toBe(name);
    expect(model.decoder.layers[0]!.query.bias).toBeUndefined();
    expect(await refused({ shapes: { [name]: [64] } }, 'bad-file')).toContain('is [64], not [32]');
  });
});

describe('absurd settings', () => {
  const sizes = Object.entries(llamaConfig).flatMap(([key, value]) => (typeof value === 'number' && !/token|eps|theta/.test(key) ? [key] : []));
  const absurd = [-1, 0, 1.5, 1e12, 1e300, -1e12, '64', true, [64], {}];
  it.each(sizes)('%s', async (key) => {
    expect(sizes).toContain('head_dim');
    for (const value of absurd) expect(await refused({ config: { [key]: value } }, 'bad-file')).toMatch(/config\.json/);
  });

  it.each([
    ['rms_norm_eps', [-1, 0, 1, 'x', 1e12]],
    ['rope_theta', [-1, 0, 'x', 5e-324]],
    ['eos_token_id', [-1, 1.5, 'x', Array.from({ length: 65 }, () => 1)]],
    ['rope_scaling', [{ type: 'linear' }, { type: 'linear', factor: 0 }, { type: 'linear', factor: 1e12 }, 'linear', [], { type: 5 }]],
    ['rope_scaling', [{ type: 'llama3', factor: 8 }, { type: 'yarn', factor: -1 }, { type: 'default', partial_rotary_factor: 0.5 }]],
    ['rope_parameters', [{ rope_type: 'yarn', rope_theta: 1, factor: 4 }, { rope_type: 'yarn', factor: 4, original_max_position_embeddings: -4 }]],
  ])('%s', async (key, values) => {
    for (const value of values) await refused({ config: { [key]: value } });
  });

  it('a hundred seeded settings, several wrong at once', async () => {
    const random = seededRandom(57);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
    for (let round = 0; round < 100; round++) {
      const keys = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(sizes));
      await refused({ config: Object.fromEntries(keys.map((key) => [key, pick(absurd)])) }, 'bad-file');
    }
  });

  it.each([['null', null], ['a list', []], ['a number', 5], ['a text', 'llama']])('a configuration that is %s', async (_, value) => {
    await using folder = await temporaryFolder();
    const source = await writeHubFolder(folder.folder);
    await folder.write('config.json', JSON.stringify(value));
    await expect(readFamilyModel(source)).rejects.toMatchObject({ name: 'AppError', code: 'unsupported' });
  });

  it('generation settings out of range', async () => {
    for (const generation of [{ temperature: -1 }, { top_p: 2 }, { top_k: 0.5 }, { eos_token_id: 'x' }, [], 'x']) {
      expect(await refused({ generation }, 'bad-file')).toContain('generation_config.json');
    }
  });
});
