import type { LiveConversation } from '../conversation/LiveConversation.ts';
import { usePolicy } from '../conversation/usePolicy.ts';
import type { EngineSession } from './EngineSession.ts';
import { prepareMemory } from './prepareMemory.ts';
import type { ReadRequest } from './ReadRequest.ts';

/** Makes a conversation stand for a request: see `prepareMemory`; what leaves its cache from now on is archived for it. */
export async function startReading(
  session: EngineSession,
  conversation: LiveConversation,
  request: ReadRequest,
  isOpen = false,
): Promise<ReturnType<typeof prepareMemory>> {
  usePolicy(conversation, session.decoder, request.policy);
  const prepared = prepareMemory(session, conversation, request, isOpen);
  const { cache } = conversation;
  const { archive = null } = request;
  await archive?.follow(conversation, request);
  cache.leaving = archive && ((slots) => archive.take(cache, slots));
  return prepared;
}
