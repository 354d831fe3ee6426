import path from 'node:path';
import type { SafetensorsFile } from '../../formats/safetensors/SafetensorsFile.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import { checked } from '../checked.ts';
import type { FamilyModel } from '../FamilyModel.ts';
import type { HubFolder } from '../HubFolder.ts';
import { ropeOf } from '../rope/ropeOf.ts';
import { checkRope } from '../rope/checkRope.ts';
import { beginTokenOf } from './beginTokenOf.ts';
import { checkSizes } from './checkSizes.ts';
import { hubRopeScaling } from './hubRopeScaling.ts';
import { GenerationConfig, LlamaConfig } from './LlamaConfig.ts';
import { llamaDecoder } from './llamaDecoder.ts';
import { hubNames } from './LlamaNames.ts';
import { llamaVersion } from './llamaVersion.ts';

const SOURCE = 'config.json';

/** A llama model from `config.json` and safetensors weights. Errors: `bad-file`; `unsupported`, by name. */
export function llamaFromHub(folder: HubFolder, weights: SafetensorsFile): FamilyModel {
  const config = checked(LlamaConfig, folder.config, SOURCE);
  const generation = checked(GenerationConfig, folder.generationConfig ?? {}, 'generation_config.json');
  if (config.hidden_act !== 'silu') throw refusedFile('unsupported', SOURCE, `its activation "${config.hidden_act}" is not silu`);
  const heads = config.num_attention_heads;
  const sizes = {
    layers: config.num_hidden_layers,
    hiddenSize: config.hidden_size,
    feedForwardSize: config.intermediate_size,
    heads,
    kvHeads: config.num_key_value_heads ?? heads,
    headDim: config.head_dim ?? config.hidden_size / heads,
    vocabSize: config.vocab_size,
    trainedPositions: config.max_position_embeddings,
    normEpsilon: config.rms_norm_eps,
  };
  checkSizes(sizes, SOURCE);
  const { theta, scaling } = hubRopeScaling(config, SOURCE);
  const rope = checkRope(ropeOf(sizes.headDim, theta, scaling), SOURCE);
  const named = [generation.eos_token_id ?? [], config.eos_token_id ?? []].flat();
  const endTokens = [...new Set(named.filter((id) => id < sizes.vocabSize))];
  if (endTokens.length === 0) throw refusedFile('bad-file', SOURCE, 'it names no token that ends an answer');

  return {
    family: 'llama',
    familyVersion: llamaVersion,
    name: path.basename(folder.directory),
    decoder: llamaDecoder(weights, { ...sizes, rope }, { names: hubNames, permuted: false, ownHead: !config.tie_word_embeddings, source: SOURCE }),
    files: [...folder.files, ...weights.files],
    endTokens: endTokens.toSorted((a, b) => a - b),
    beginToken: folder.addsBeginToken ? beginTokenOf([config.bos_token_id ?? []].flat()[0], sizes.vocabSize, SOURCE) : null,
    sampling: {
      ...(generation.temperature != null && { temperature: generation.temperature }),
      ...(generation.top_k != null && { topK: generation.top_k }),
      ...(generation.top_p != null && { topP: generation.top_p }),
      ...(generation.min_p != null && { minP: generation.min_p }),
      ...(generation.repetition_penalty != null && { repetitionPenalty: generation.repetition_penalty }),
    },
    tokenizer: folder.tokenizer,
    chatTemplate: folder.chatTemplate,
  };
}
