import path from 'node:path';
import { ggufFields } from '../../formats/gguf/ggufFields.ts';
import type { GgufFile } from '../../formats/gguf/GgufFile.ts';
import { quoted } from '../../formats/quoted.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { readFloatRows } from '../../graphs/readRows.ts';
import { tokenizerJsonFromGguf } from '../../tokenizer/tokenizerJsonFromGguf.ts';
import type { FamilyModel } from '../FamilyModel.ts';
import { ropeOf, yarnAttentionFactor } from '../rope/ropeOf.ts';
import type { RopeScaling } from '../rope/RopeScaling.ts';
import { checkRope } from '../rope/checkRope.ts';
import { beginTokenOf } from './beginTokenOf.ts';
import { checkSizes } from './checkSizes.ts';
import { ggufEndTokens } from './ggufEndTokens.ts';
import { llamaDecoder } from './llamaDecoder.ts';
import { ggufNames } from './LlamaNames.ts';
import { llamaVersion } from './llamaVersion.ts';

/** A llama model from a GGUF file of architecture `llama`. Errors: `bad-file`; `unsupported`, by name. */
export async function llamaFromGguf(file: GgufFile): Promise<FamilyModel> {
  const source = path.basename(file.files[0]!);
  const fields = ggufFields(file.metadata, source);
  const required = (key: string): number => {
    const value = fields.number(key);
    if (value === undefined) throw refusedFile('bad-file', source, `its metadata lacks "${key}"`);
    return value;
  };
  if ((fields.number('llama.expert_count') ?? 0) > 0) {
    throw refusedFile('unsupported', source, 'it is a mixture of experts, which the llama family here is not');
  }
  const heads = required('llama.attention.head_count');
  const hiddenSize = required('llama.embedding_length');
  const sizes = {
    layers: required('llama.block_count'),
    hiddenSize,
    feedForwardSize: required('llama.feed_forward_length'),
    heads,
    kvHeads: fields.number('llama.attention.head_count_kv') ?? heads,
    headDim: fields.number('llama.attention.key_length') ?? hiddenSize / heads,
    vocabSize: file.tensors.get('token_embd.weight')?.shape[0] ?? 0,
    trainedPositions: required('llama.context_length'),
    normEpsilon: required('llama.attention.layer_norm_rms_epsilon'),
  };
  checkSizes(sizes, source);
  for (const key of ['llama.rope.dimension_count', 'llama.attention.value_length']) {
    const value = fields.number(key) ?? sizes.headDim;
    if (value !== sizes.headDim) throw refusedFile('unsupported', source, `its "${key}" is ${value} and its heads are ${sizes.headDim} wide`);
  }
  const theta = fields.number('llama.rope.freq_base') ?? 10_000;
  const rope = checkRope(ropeOf(sizes.headDim, theta, await ropeScaling(file, source, sizes)), source);
  const chatTemplate = fields.string('tokenizer.chat_template');
  if (chatTemplate === undefined) throw refusedFile('unsupported', source, 'it has no chat template, so it is not made for conversation');

  const addsBegin = fields.boolean('tokenizer.ggml.add_bos_token') ?? false;
  return {
    family: 'llama',
    familyVersion: llamaVersion,
    name: fields.string('general.name') ?? path.parse(source).name,
    decoder: llamaDecoder(file, { ...sizes, rope }, { names: ggufNames, permuted: true, ownHead: true, source }),
    files: file.files,
    endTokens: ggufEndTokens(fields, source),
    beginToken: addsBegin ? beginTokenOf(fields.number('tokenizer.ggml.bos_token_id'), sizes.vocabSize, source) : null,
    sampling: {},
    tokenizer: tokenizerJsonFromGguf(file.metadata),
    chatTemplate,
  };
}

async function ropeScaling(file: GgufFile, source: string, sizes: { headDim: number; trainedPositions: number }): Promise<RopeScaling> {
  const fields = ggufFields(file.metadata, source);
  const tensor = file.tensors.get('rope_freqs.weight');
  if (tensor) {
    const divisors = await readFloatRows({ tensor });
    const sound = divisors.length === sizes.headDim / 2 && divisors.every((divisor) => Number.isFinite(divisor) && divisor > 0);
    if (!sound) throw refusedFile('bad-file', source, 'its rope_freqs.weight does not hold one divisor per frequency');
    return { type: 'divisors', divisors };
  }
  const type = fields.string('llama.rope.scaling.type') ?? 'none';
  const factor = fields.number('llama.rope.scaling.factor') ?? 1;
  if (!(factor >= 1 && factor <= 4_096)) throw refusedFile('bad-file', source, `its rope scaling factor is ${factor}`);
  switch (type) {
    case 'none':
      return { type: 'default' };
    case 'linear':
      return { type: 'linear', factor };
    case 'yarn':
      return {
        type: 'yarn',
        factor,
        originalPositions: fields.number('llama.rope.scaling.original_context_length') ?? sizes.trainedPositions,
        betaFast: fields.number('llama.rope.scaling.yarn_beta_fast') ?? 32,
        betaSlow: fields.number('llama.rope.scaling.yarn_beta_slow') ?? 1,
        truncate: true,
        attentionFactor: yarnAttentionFactor(factor) * (fields.number('llama.rope.scaling.attn_factor') ?? 1),
      };
    default:
      throw refusedFile('unsupported', source, `its rope scaling ${quoted(type)} is not one of linear, yarn and llama3`);
  }
}
