import { z } from '../app/contract/zod.ts';

const size = z.number().int().positive();

/**
 * `model.json` of a prepared voice's folder. Beside it lie `voice.onnx` (with the metadata that sherpa-onnx reads) and
 * `tokens.txt`.
 */
export const CompiledVoice = z.object({
  format: z.literal(1),
  kind: z.literal('voice'),
  name: z.string(),
  family: z.string(),
  /** version of the family's compiler that wrote the folder */
  familyVersion: size,
  /** sha256 of files, family version and options: the key of the compile cache */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hz */
  sampleRate: size,
  speakers: size,
  /** the voice of espeak-ng that phonemes are asked of */
  espeakVoice: z.string(),
  /** how much chance is in the sound and in its rhythm, and how long it is drawn; the voice's own settings */
  noiseScale: z.number(),
  noiseScaleW: z.number(),
  lengthScale: z.number(),
});
export type CompiledVoice = z.infer<typeof CompiledVoice>;
