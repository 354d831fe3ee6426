import { z } from '../contract/zod.ts';

/**
 * What a speech model is for. `streaming` writes down speech while it is spoken; `offline` writes a corrected copy
 * afterwards; `punctuation` sets marks and capitals; `speakers` tells voices apart; `turn` hears whether somebody has
 * said all there was to say; `voice` speaks; `pronunciation` is what voices need of espeak-ng, and is not chosen.
 */
export const SpeechModelKind = z.enum(['streaming', 'offline', 'punctuation', 'speakers', 'turn', 'voice', 'pronunciation']);
export type SpeechModelKind = z.infer<typeof SpeechModelKind>;
