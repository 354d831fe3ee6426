import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { EngineSession } from './EngineSession.ts';
import type { ReadRequest } from './ReadRequest.ts';
import { readPrompt } from './readPrompt.ts';
import { startReading } from './startReading.ts';

/**
 * Reads a path that ends with a message of which more may come, or with the last answer: the turns before, the memory
 * block that fits what is known of the message, and as much of that. The answer to the whole message then reads the
 * rest. It chooses its own block: while that is the same, nothing is read twice; when it is another one, it takes the
 * place of this one, and the message (a sentence or two) is read again, for it must see the block that stands before it.
 * So reading ahead changes when something is read and never what the answer sees. Blocks of keys and values are chosen
 * with the whole message only.
 *
 * @throws AppError `cancelled` when `signal` aborts; what was read stays read; as `prepareMemory`
 */
export async function readAhead(
  session: EngineSession,
  conversation: LiveConversation,
  request: ReadRequest,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { block } = await startReading(session, conversation, request, true);
  await readPrompt(session, conversation, block, { recall: null, isOpen: true }, signal, onProgress);
}
