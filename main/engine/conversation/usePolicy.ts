import { AppError } from '../../../app/contract/AppError.ts';
import { retentionPolicies } from '../../../app/memory/retentionPolicies.ts';
import type { RetentionPolicy } from '../../../app/memory/RetentionPolicy.ts';
import type { Decoder } from '../decoder/Decoder.ts';
import { createConversation } from './createConversation.ts';
import type { LiveConversation } from './LiveConversation.ts';

/**
 * Gives a conversation this policy. Another one than it had means an empty cache: what the old one dropped is gone.
 *
 * @throws AppError `unsupported` when the loaded graph does not give what the policy measures
 */
export function usePolicy(conversation: LiveConversation, decoder: Decoder, policy: RetentionPolicy): void {
  if (retentionPolicies[policy].measure === 'attention' && decoder.outputs?.includes('attention_mass') !== true) {
    throw new AppError(
      'unsupported',
      'This model was prepared without a record of its attention, which the chosen way of remembering needs. ' +
        'Your conversation is safe; choose another one in the settings.',
      { policy },
    );
  }
  if (conversation.policy === policy) return;
  Object.assign(conversation, createConversation(decoder, conversation.cache.options.budget, policy));
}
