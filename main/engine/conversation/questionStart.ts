import type { LiveConversation } from './LiveConversation.ts';

/** Absolute position where the message that is being answered begins; that of the answer when there is none. */
export function questionStart({ turns }: LiveConversation): number {
  return (turns.findLast((turn) => turn.role === 'user') ?? turns.at(-1)!).start;
}
