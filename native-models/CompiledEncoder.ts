import { z } from '../app/contract/zod.ts';

const size = z.number().int().positive();

/**
 * `model.json` of a compiled embedding model's folder. Beside it lie `encoder.onnx` (inputs and output: `buildEncoder`),
 * its weights, and `tokenizer.json`.
 */
export const CompiledEncoder = z.object({
  format: z.literal(1),
  kind: z.literal('encoder'),
  name: z.string(),
  family: z.string(),
  /** version of the family's compiler that wrote the folder */
  familyVersion: size,
  /** sha256 of weights, family version and options: the key of the compile cache */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** numbers of a vector */
  dimensions: size,
  /** tokens of a text that are read, control tokens included */
  maxTokens: size,
  vocabSize: size,
});
export type CompiledEncoder = z.infer<typeof CompiledEncoder>;
