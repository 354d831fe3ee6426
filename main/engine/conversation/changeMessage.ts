import { canGoBackTo } from '../cache/canGoBackTo.ts';
import { truncateSlots } from '../cache/truncateSlots.ts';
import type { ChatCodec } from './ChatCodec.ts';
import { encodeTurn } from './encodeTurn.ts';
import type { LiveConversation } from './LiveConversation.ts';

/**
 * Makes the conversation's last turn, a message that was read while it was said, stand for `text`. Tokens are compared,
 * not characters: the last ones of what was read may be others with what came after them.
 *
 * @returns false when the tokens from which it differs have left the cache: the conversation must then be rebuilt
 */
export function changeMessage(conversation: LiveConversation, text: string, codec: ChatCodec): boolean {
  const { cache, turns } = conversation;
  const message = turns.at(-1)!;
  const before = turns.at(-2);
  // What the template puts before it depends on a turn that is not known any more.
  if (before === undefined && message.index > 0) return false;
  const encoded = encodeTurn(codec, before?.role ?? 'system', { role: 'user', text }, false);
  const differing = encoded.tokens.findIndex((token, i) => token !== message.tokens[i]);
  const position = message.start + (differing < 0 ? encoded.tokens.length : differing);
  turns[turns.length - 1] = { ...message, ...encoded, text };
  if (position >= cache.next) return true;
  if (!canGoBackTo(cache, position)) return false;
  truncateSlots(cache, position);
  return true;
}
