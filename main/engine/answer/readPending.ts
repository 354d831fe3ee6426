import { appendLimit } from '../cache/appendLimit.ts';
import { appendTokens } from '../cache/appendTokens.ts';
import { truncateSlots } from '../cache/truncateSlots.ts';
import { forgetGoneTurns } from '../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { pendingTokens } from '../conversation/pendingTokens.ts';
import { chunkTokens, learnPace } from '../schedule/PrefillPace.ts';
import type { EngineSession } from './EngineSession.ts';

/**
 * Reads what the conversation has not read yet, in chunks sized by time, each of which waits for its turn on the
 * device. When all was read already, the last token is read once more for its logits.
 *
 * @param onChunk hears how many tokens were read of how many
 * @returns logits `[vocab]` after the last token
 * @throws AppError `cancelled` when `signal` aborts; what was read stays read
 */
export async function readPending(
  session: EngineSession,
  conversation: LiveConversation,
  signal: AbortSignal,
  onChunk: (done: number, total: number) => void,
): Promise<Float32Array> {
  const { cache } = conversation;
  if (pendingTokens(conversation).tokens.length === 0) truncateSlots(cache, cache.next - 1);
  const { tokens, turns } = pendingTokens(conversation);
  let logits: Float32Array = new Float32Array(0);
  for (let done = 0; done < tokens.length; ) {
    onChunk(done, tokens.length);
    const end = Math.min(done + Math.min(chunkTokens(session.pace), appendLimit(cache)), tokens.length);
    const wanted = end === tokens.length ? 'last' : 'none';
    logits = await session.scheduler.run(
      'prefill',
      async () => {
        const started = performance.now();
        const rows = await appendTokens(cache, tokens.slice(done, end), turns.slice(done, end), wanted);
        session.pace = learnPace(session.pace, end - done, performance.now() - started);
        return rows;
      },
      signal,
    );
    forgetGoneTurns(conversation);
    done = end;
  }
  onChunk(tokens.length, tokens.length);
  return logits;
}
