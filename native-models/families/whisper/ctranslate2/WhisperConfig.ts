import { z } from '../../../../app/contract/zod.ts';
import { whisperLimits } from '../whisperLimits.ts';

const token = z.number().int().nonnegative().max(whisperLimits.vocabulary);

/** What is read of the `config.json` beside a CTranslate2 Whisper model; sizes stand in `model.bin`. */
export const WhisperConfig = z.object({
  /** [layer, head] of the decoder; those of other models are unknown */
  alignment_heads: z
    .array(z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]))
    .min(1)
    .max(1_024),
  /** tokens that no transcript has; -1, which means a default list, is not used by such files */
  suppress_ids: z.array(token).max(10_000),
  /** tokens that no transcript begins with */
  suppress_ids_begin: z.array(token).max(10_000),
});
export type WhisperConfig = z.infer<typeof WhisperConfig>;
