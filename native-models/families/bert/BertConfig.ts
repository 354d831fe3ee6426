import { z } from '../../../app/contract/zod.ts';
import { transformerLimits } from '../transformerLimits.ts';

/** Sizes beyond these are no model for texts that this machine could run. */
const limits = { ...transformerLimits, types: 64 };
const size = (most: number) => z.number().int().positive().max(most);

/** What is read of `config.json`. Keys that are not named here change nothing in what a text's vector is. */
export const BertConfig = z.object({
  model_type: z.literal('bert'),
  vocab_size: size(limits.vocabulary),
  hidden_size: size(limits.hidden),
  intermediate_size: size(limits.feedForward),
  num_hidden_layers: size(limits.layers),
  num_attention_heads: size(limits.heads),
  hidden_act: z.string().max(100).default('gelu'),
  max_position_embeddings: size(limits.positions).default(512),
  type_vocab_size: size(limits.types).default(2),
  layer_norm_eps: z.number().positive().max(0.1).default(1e-12),
  position_embedding_type: z.string().max(100).nullish(),
  is_decoder: z.boolean().nullish(),
  add_cross_attention: z.boolean().nullish(),
});
export type BertConfig = z.infer<typeof BertConfig>;

/** `sentence_bert_config.json`: how long a text may be that the model was tuned on. */
export const SentenceConfig = z.object({ max_seq_length: z.number().int().positive().nullish() });

/** `1_Pooling/config.json`: how the tokens' vectors become one. */
export const PoolingConfig = z.object({
  pooling_mode_mean_tokens: z.boolean().nullish(),
  pooling_mode_cls_token: z.boolean().nullish(),
  pooling_mode_max_tokens: z.boolean().nullish(),
  pooling_mode_mean_sqrt_len_tokens: z.boolean().nullish(),
  pooling_mode_weightedmean_tokens: z.boolean().nullish(),
  pooling_mode_lasttoken: z.boolean().nullish(),
});
