import { z } from '../../../app/contract/zod.ts';
import { MAX_SPEAKERS } from '../../../app/models/SpeechModel.ts';

const MAX_PHONEMES = 10_000;
const Scale = z.number().min(0).max(10);

/**
 * The `.onnx.json` beside a Piper voice, as far as it matters here. A phoneme's first id is its own; what follows (a
 * pause, in some voices) the synthesiser adds by itself.
 */
export const PiperConfig = z.object({
  audio: z.object({ sample_rate: z.number().int().min(8_000).max(48_000) }),
  /** the name of a voice of espeak-ng, which says how the language is pronounced */
  espeak: z.object({ voice: z.string().regex(/^[A-Za-z]{2,4}(?:-[A-Za-z0-9]{1,16}){0,4}$/) }),
  inference: z
    .object({ noise_scale: Scale.default(0.667), length_scale: Scale.min(0.1).default(1), noise_w: Scale.default(0.8) })
    .prefault({}),
  phoneme_type: z.string().default('espeak'),
  phoneme_id_map: z
    .record(z.string(), z.array(z.number().int().min(0).max(MAX_PHONEMES)).min(1))
    .refine((map) => Object.keys(map).length <= MAX_PHONEMES, `more than ${MAX_PHONEMES} phonemes`),
  num_symbols: z.number().int().min(1).max(MAX_PHONEMES),
  num_speakers: z.number().int().min(1).max(MAX_SPEAKERS),
  /** names of speakers, by their numbers */
  speaker_id_map: z.record(z.string().max(100), z.number().int().min(0).max(MAX_SPEAKERS)).default({}),
  language: z.object({ code: z.string().max(40), name_english: z.string().max(100) }).optional(),
});
export type PiperConfig = z.infer<typeof PiperConfig>;
