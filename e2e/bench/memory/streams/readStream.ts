import { appendLimit } from '../../../../main/engine/cache/appendLimit.ts';
import { appendTokens } from '../../../../main/engine/cache/appendTokens.ts';
import type { SlotCache } from '../../../../main/engine/cache/SlotCache.ts';
import { MAX_STEP } from '../../../../main/engine/decoder/Decoder.ts';

/**
 * Reads tokens of one turn as the engine does, chunk by chunk.
 *
 * @param unscored tokens at the beginning that are the template's
 */
export async function readStream(cache: SlotCache, tokens: readonly number[], turn: number, unscored = 0): Promise<void> {
  for (let at = 0; at < tokens.length; ) {
    const chunk = tokens.slice(at, at + Math.min(MAX_STEP, appendLimit(cache)));
    const isScored = chunk.map((_, i) => at + i >= unscored);
    await appendTokens(cache, chunk, chunk.map(() => turn), 'none', isScored);
    at += chunk.length;
  }
}
