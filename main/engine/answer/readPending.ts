import { appendLimit } from '../cache/appendLimit.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { forgetGoneTurns } from '../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { pendingTokens } from '../conversation/pendingTokens.ts';
import type { EngineSession } from './EngineSession.ts';
import { readChunk } from './readChunk.ts';

/**
 * Reads what the conversation has not read yet, in chunks sized by time, each of which waits for its turn on the
 * device.
 *
 * @param until absolute position before which reading ends
 * @param onChunk hears of the size of each chunk that was read
 * @returns logits `[vocab]` after the last token of the conversation; empty when `until` ends before it
 * @throws AppError `cancelled` when `signal` aborts; what was read stays read
 */
export async function readPending(
  session: EngineSession,
  conversation: LiveConversation,
  until: number,
  signal: AbortSignal,
  onChunk: (tokens: number) => void,
): Promise<Float32Array> {
  const { cache } = conversation;
  const { tokens, turns, isContent } = pendingTokens(conversation);
  const count = Math.min(tokens.length, Math.max(0, until - cache.next));
  let logits: Float32Array = new Float32Array(0);
  for (let done = 0; done < count; ) {
    const most = Math.min(appendLimit(cache), count - done);
    const size = await readChunk(session, most, signal, async (size) => {
      const end = done + size;
      const wanted = end === tokens.length ? 'last' : 'none';
      const scored = isContent.slice(done, end);
      logits = await appendTokens(cache, tokens.slice(done, end), turns.slice(done, end), wanted, scored);
    });
    forgetGoneTurns(conversation);
    onChunk(size);
    done += size;
  }
  return logits;
}
