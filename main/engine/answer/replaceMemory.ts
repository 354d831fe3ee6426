import { dropUnread } from '../cache/dropUnread.ts';
import { readMemory } from '../cache/readMemory.ts';
import { reserveMemory } from '../cache/reserveMemory.ts';
import { forgetGoneTurns } from '../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { MemoryBlock } from '../conversation/MemoryBlock.ts';
import type { EngineSession } from './EngineSession.ts';
import { readChunk } from './readChunk.ts';

/**
 * Puts a memory block in the place of the present one and reads what is new of it.
 *
 * @param onChunk hears of the size of each chunk that was read
 * @throws AppError `cancelled` when `signal` aborts; what was read of the block stays
 */
export async function replaceMemory(
  session: EngineSession,
  conversation: LiveConversation,
  { tokens }: MemoryBlock,
  signal: AbortSignal,
  onChunk: (tokens: number) => void,
): Promise<void> {
  const { cache } = conversation;
  let unread = reserveMemory(cache, tokens);
  forgetGoneTurns(conversation);
  try {
    while (unread > 0) {
      const size = await readChunk(session, unread, signal, (count) => readMemory(cache, count));
      unread -= size;
      onChunk(size);
    }
  } catch (error) {
    dropUnread(cache);
    throw error;
  }
}
