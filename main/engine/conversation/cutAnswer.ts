import { canGoBackTo } from '../cache/canGoBackTo.ts';
import { truncateSlots } from '../cache/truncateSlots.ts';
import type { ChatCodec } from './ChatCodec.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { LiveTurn } from './LiveTurn.ts';
import { settleAnswer } from './settleAnswer.ts';

/**
 * Makes the conversation's last answer stand for exactly `text`, and forgets the tokens after the agreeing ones.
 *
 * @returns false when those tokens are needed and have left the cache: the conversation must then be rebuilt
 */
export function cutAnswer(
  { cache }: LiveConversation,
  answer: LiveTurn,
  text: string,
  { tokenizer }: ChatCodec,
): boolean {
  const before = answer.tokens.slice();
  settleAnswer(answer, text, (rest) => tokenizer.encode(rest, false));
  const differing = answer.tokens.findIndex((token, i) => token !== before[i]);
  const position = answer.start + (differing < 0 ? answer.tokens.length : differing);
  if (position >= cache.next) return true;
  if (!canGoBackTo(cache, position)) return false;
  truncateSlots(cache, position);
  return true;
}
