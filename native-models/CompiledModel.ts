import { z } from '../app/contract/zod.ts';
import { Sampling } from '../app/models/Sampling.ts';

const size = z.number().int().positive();

/** Where the embedding rows lie: one row per token, back to back, in a file of the model's folder. */
export const EmbeddingTable = z.object({
  file: z.string(),
  /** bytes from the start of the file to row 0 */
  offset: z.number().int().nonnegative(),
  /** as stored in the weights; a row is dequantised when it is looked up */
  type: z.enum(['F32', 'F16', 'BF16', 'Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', 'Q8_0']),
  rowBytes: size,
});
export type EmbeddingTable = z.infer<typeof EmbeddingTable>;

/**
 * `model.json` of a compiled model's folder: all that the engine must know to drive `decoder.onnx` and, where there is
 * one, `bulk.onnx`, which reads many tokens at once. Beside it lie the graphs, their weights, `tokenizer.json` and
 * `chat_template.jinja`.
 */
export const CompiledModel = z.object({
  format: z.literal(1),
  name: z.string(),
  family: z.string(),
  /** version of the family's compiler that wrote the folder */
  familyVersion: z.number().int().positive(),
  /** sha256 of weights, family version and options: the key of the compile cache */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  layers: size,
  hiddenSize: size,
  heads: size,
  kvHeads: size,
  headDim: size,
  vocabSize: size,
  /** positions the model was trained on; the engine is not bound by it */
  trainedPositions: size,
  /** rope angles are `position * inverseFrequencies[i]`, in float64; cos and sin are multiplied by `attentionFactor` */
  rope: z.object({ inverseFrequencies: z.array(z.number()), attentionFactor: z.number().positive() }),
  embedding: EmbeddingTable,
  /** tokens that end an answer */
  endTokens: z.array(z.number().int().nonnegative()).min(1),
  /** token that starts every sequence, when the model wants one */
  beginToken: z.number().int().nonnegative().nullable(),
  /** sampling settings of the model's card */
  sampling: Sampling,
});
export type CompiledModel = z.infer<typeof CompiledModel>;
