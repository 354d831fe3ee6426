import path from 'node:path';
import { quoted } from '../../formats/quoted.ts';
import { refusedFile } from '../../formats/refusedFile.ts';
import type { SafetensorsFile } from '../../formats/safetensors/SafetensorsFile.ts';
import { checked } from '../checked.ts';
import type { EncoderFamilyModel } from '../EncoderFamilyModel.ts';
import type { EncoderFolder } from '../readEncoderFolder.ts';
import { BertConfig, PoolingConfig, SentenceConfig } from './BertConfig.ts';
import { bertEncoder } from './bertEncoder.ts';
import { bertVersion } from './bertVersion.ts';

const SOURCE = 'config.json';

/**
 * A BERT embedding model from `config.json`, its sentence-transformers settings and safetensors weights.
 * Errors: `bad-file`; `unsupported`, by name.
 */
export function bertFromHub(folder: EncoderFolder, weights: SafetensorsFile): EncoderFamilyModel {
  const config = checked(BertConfig, folder.config, SOURCE);
  const { hidden_act: activation, position_embedding_type: places } = config;
  if (activation !== 'gelu') {
    throw refusedFile('unsupported', SOURCE, `its activation ${quoted(activation)} is not gelu`);
  }
  if (places && places !== 'absolute') {
    throw refusedFile('unsupported', SOURCE, `its positions are ${quoted(places)}, not absolute`);
  }
  if (config.is_decoder || config.add_cross_attention) {
    throw refusedFile('unsupported', SOURCE, 'it is set up as a decoder, which reads a text otherwise');
  }
  if (config.hidden_size % config.num_attention_heads !== 0) {
    const reason = `its ${config.num_attention_heads} heads cannot share ${config.hidden_size} numbers evenly`;
    throw refusedFile('bad-file', SOURCE, reason);
  }
  checkPooling(folder.pooling);
  const sizes = {
    layers: config.num_hidden_layers,
    hiddenSize: config.hidden_size,
    feedForwardSize: config.intermediate_size,
    heads: config.num_attention_heads,
    vocabSize: config.vocab_size,
    positions: config.max_position_embeddings,
    types: config.type_vocab_size,
    normEpsilon: config.layer_norm_eps,
  };
  const tuned = checked(SentenceConfig, folder.sentence ?? {}, 'sentence_bert_config.json').max_seq_length;
  return {
    family: 'bert',
    familyVersion: bertVersion,
    name: path.basename(folder.directory),
    encoder: bertEncoder(weights, sizes, SOURCE),
    files: [...folder.files, ...weights.files],
    maxTokens: Math.min(tuned ?? sizes.positions, sizes.positions),
    tokenizer: folder.tokenizer,
  };
}

/** Only the mean over the tokens is built; a folder that does not say means that. */
function checkPooling(settings: unknown): void {
  const modes = checked(PoolingConfig, settings ?? { pooling_mode_mean_tokens: true }, '1_Pooling/config.json');
  const wanted = Object.entries(modes).flatMap(([mode, on]) => (on === true ? [mode] : []));
  if (wanted.length === 1 && wanted[0] === 'pooling_mode_mean_tokens') return;
  const named = wanted.map((mode) => quoted(mode)).join(', ') || 'none that is known';
  const reason = `its way to one vector is ${named}, and only the mean over tokens is built`;
  throw refusedFile('unsupported', '1_Pooling/config.json', reason);
}
