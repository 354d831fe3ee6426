import { defineService } from '../Service.ts';
import { z } from '../zod.ts';

/** Texts in one call: what one run of the graph takes. */
export const MAX_EMBEDDED_TEXTS = 32;
/** Longest text in UTF-16 units; what the model cannot read of it is cut off. */
export const MAX_EMBEDDED_TEXT = 8_000;

/**
 * Vectors of texts, made in the engine process: it owns every language graph. Its runs wait in the background lane, but
 * for the question of a turn, which the answer waits for.
 */
export const embeddingService = defineService({
  name: 'embedding',
  calls: {
    /** Loads a compiled embedding model (a folder with `model.json`). */
    load: {
      params: z.object({ directory: z.string().min(1).max(4_096), threads: z.number().int().min(0).max(256) }),
      result: z.object({ dimensions: z.number().int().positive(), maxTokens: z.number().int().positive() }),
    },
    /** One vector of unit length per text, side by side: `texts.length * dimensions` float32 in little-endian bytes. */
    embed: {
      params: z.object({
        texts: z.array(z.string().max(MAX_EMBEDDED_TEXT)).min(1).max(MAX_EMBEDDED_TEXTS),
        urgent: z.boolean(),
      }),
      result: z.object({ vectors: z.instanceof(Uint8Array), dimensions: z.number().int().positive() }),
    },
  },
  streams: {},
});
