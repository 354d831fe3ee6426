import { z } from '../app/contract/zod.ts';
import { EmbeddingTable } from './CompiledModel.ts';
import { WhisperTokens } from './families/whisper/WhisperTokens.ts';

const size = z.number().int().positive();
const ids = z.array(z.number().int().nonnegative());

/**
 * `model.json` of a compiled recognition model's folder. Beside it lie `encoder.onnx` (`buildWhisperEncoder`),
 * `decoder.onnx` (`buildWhisperDecoder`), their weights, the table of words, and `tokenizer.json`.
 */
export const CompiledWhisper = z.object({
  format: z.literal(1),
  kind: z.literal('recognition'),
  name: z.string(),
  family: z.string(),
  /** version of the family's compiler that wrote the folder */
  familyVersion: size,
  /** sha256 of weights, family version and options: the key of the compile cache */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  melBins: size,
  hiddenSize: size,
  heads: size,
  decoderLayers: size,
  vocabSize: size,
  /** positions of sound, 20 ms each, that the encoder takes at most */
  audioPositions: size,
  /** tokens that the decoder takes at most */
  textPositions: size,
  /** heads whose attention to the sound the decoder gives */
  alignmentHeads: size,
  embedding: EmbeddingTable,
  tokens: WhisperTokens,
  suppressed: ids,
  suppressedAtBegin: ids,
});
export type CompiledWhisper = z.infer<typeof CompiledWhisper>;
