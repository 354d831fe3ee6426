import { z } from '../../../app/contract/zod.ts';

const size = z.number().int().positive();
const Ids = z.union([z.number().int().nonnegative(), z.array(z.number().int().nonnegative()).max(64)]).nullish();

/** Rope settings as both dialects write them: `rope_scaling` before transformers 5, `rope_parameters` since. */
const RopeSettings = z.object({
  rope_type: z.string().max(100).nullish(),
  type: z.string().max(100).nullish(),
  rope_theta: z.number().positive().nullish(),
  partial_rotary_factor: z.number().nullish(),
  factor: z.number().min(1).max(4_096).nullish(),
  low_freq_factor: z.number().positive().nullish(),
  high_freq_factor: z.number().positive().nullish(),
  original_max_position_embeddings: size.nullish(),
  attention_factor: z.number().positive().nullish(),
  beta_fast: z.number().positive().nullish(),
  beta_slow: z.number().positive().nullish(),
  mscale: z.number().nullish(),
  mscale_all_dim: z.number().nullish(),
  truncate: z.boolean().nullish(),
});
export type RopeSettings = z.infer<typeof RopeSettings>;

/** What is read of `config.json`. Keys that are not named here change nothing in a llama. */
export const LlamaConfig = z.object({
  model_type: z.literal('llama'),
  vocab_size: size,
  hidden_size: size,
  intermediate_size: size,
  num_hidden_layers: size,
  num_attention_heads: size,
  num_key_value_heads: size.nullish(),
  head_dim: size.nullish(),
  hidden_act: z.string().max(100).default('silu'),
  max_position_embeddings: size.default(2_048),
  original_max_position_embeddings: size.nullish(),
  rms_norm_eps: z.number().positive().default(1e-6),
  rope_theta: z.number().positive().nullish(),
  rope_scaling: RopeSettings.nullish(),
  rope_parameters: RopeSettings.nullish(),
  tie_word_embeddings: z.boolean().default(false),
  bos_token_id: Ids,
  eos_token_id: Ids,
});
export type LlamaConfig = z.infer<typeof LlamaConfig>;

/** What is read of `generation_config.json`. */
export const GenerationConfig = z.object({
  eos_token_id: Ids,
  temperature: z.number().min(0).max(5).nullish(),
  top_k: z.number().int().min(0).max(1_000).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  min_p: z.number().min(0).max(1).nullish(),
  repetition_penalty: z.number().min(0.5).max(3).nullish(),
});
