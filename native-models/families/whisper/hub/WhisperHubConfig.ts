import { z } from '../../../../app/contract/zod.ts';
import { whisperLimits as limits } from '../whisperLimits.ts';

const size = (most: number) => z.number().int().positive().max(most);
const tokens = z.array(z.number().int().nonnegative().max(limits.vocabulary)).max(10_000).nullish();

/** Tokens that are not written: newer models have them in `generation_config.json`, older ones in `config.json`. */
const suppressed = { suppress_tokens: tokens, begin_suppress_tokens: tokens };

/** What is read of the `config.json` of a Whisper model as `transformers` saves it. */
export const WhisperHubConfig = z.object({
  model_type: z.literal('whisper'),
  vocab_size: size(limits.vocabulary),
  num_mel_bins: size(limits.melBins).default(80),
  d_model: size(limits.hidden),
  encoder_layers: size(limits.layers),
  decoder_layers: size(limits.layers),
  encoder_attention_heads: size(limits.heads),
  decoder_attention_heads: size(limits.heads),
  encoder_ffn_dim: size(limits.feedForward),
  decoder_ffn_dim: size(limits.feedForward),
  max_source_positions: size(limits.positions).default(1_500),
  max_target_positions: size(limits.positions).default(448),
  activation_function: z.string().max(100).default('gelu'),
  scale_embedding: z.boolean().nullish(),
  ...suppressed,
});
export type WhisperHubConfig = z.infer<typeof WhisperHubConfig>;

const index = z.number().int().nonnegative().max(limits.heads);

/** What is read of the `generation_config.json` beside it. */
export const WhisperGenerationConfig = z.object({
  /** [layer, head] of the decoder */
  alignment_heads: z.array(z.tuple([index, index])).max(1_024).nullish(),
  ...suppressed,
});
export type WhisperGenerationConfig = z.infer<typeof WhisperGenerationConfig>;
