import { quoted } from '../../../formats/quoted.ts';
import { refusedFile } from '../../../formats/refusedFile.ts';
import type { WhisperSizes } from '../../../graphs/whisper/WhisperModel.ts';
import type { WhisperHubConfig } from './WhisperHubConfig.ts';

/**
 * The sizes of a Whisper model from its `config.json`; its weights have to fit them.
 * Errors: `bad-file`; `unsupported` for settings that are not built, by name.
 */
export function whisperHubSizes(config: WhisperHubConfig, source: string): WhisperSizes {
  const refuse = (reason: string) => refusedFile('unsupported', source, reason);
  const { activation_function: activation, encoder_attention_heads: heads, decoder_attention_heads: decoderHeads } = config;
  if (activation !== 'gelu') throw refuse(`its activation ${quoted(activation)} is not gelu`);
  if (config.scale_embedding) throw refuse('it scales its table of words, which is not built');
  if (config.encoder_ffn_dim !== config.decoder_ffn_dim) {
    throw refuse(`its two halves have inner layers of ${config.encoder_ffn_dim} and ${config.decoder_ffn_dim} numbers, and only equal ones are built`);
  }
  if (heads !== decoderHeads || config.d_model % heads !== 0) {
    throw refusedFile('bad-file', source, `its ${heads} and ${decoderHeads} heads cannot share ${config.d_model} numbers evenly`);
  }
  return {
    melBins: config.num_mel_bins,
    hiddenSize: config.d_model,
    feedForwardSize: config.encoder_ffn_dim,
    heads,
    encoderLayers: config.encoder_layers,
    decoderLayers: config.decoder_layers,
    vocabSize: config.vocab_size,
    audioPositions: config.max_source_positions,
    textPositions: config.max_target_positions,
  };
}
