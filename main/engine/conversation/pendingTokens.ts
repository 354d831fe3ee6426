import type { LiveConversation } from './LiveConversation.ts';

/** Tokens that belong to the conversation but have not been read, with the turn of each, in order. */
export function pendingTokens(conversation: LiveConversation): { tokens: number[]; turns: number[] } {
  const { next } = conversation.cache;
  const tokens: number[] = [];
  const turns: number[] = [];
  const add = (part: readonly number[], start: number, turn: number) => {
    for (let i = Math.max(0, next - start); i < part.length; i++) {
      tokens.push(part[i]!);
      turns.push(turn);
    }
  };
  add(conversation.system?.tokens ?? [], 0, -1);
  for (const turn of conversation.turns) add(turn.tokens, turn.start, turn.index);
  return { tokens, turns };
}
