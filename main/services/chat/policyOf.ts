import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import type { ChatContext } from './ChatContext.ts';

/** What stays in the live cache of a conversation. */
export async function policyOf(context: ChatContext, conversationId: string): Promise<RetentionPolicy> {
  const { retention } = await context.store.retention({ conversationId });
  return retention ?? context.settings().retention;
}
