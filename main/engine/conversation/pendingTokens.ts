import type { LiveConversation } from './LiveConversation.ts';

/** Tokens that belong to the conversation but have not been read, in order. */
export interface PendingTokens {
  readonly tokens: number[];
  /** the turn of each */
  readonly turns: number[];
  /** false for those of the template and of the system prompt */
  readonly isContent: boolean[];
}

export function pendingTokens(conversation: LiveConversation): PendingTokens {
  const { next } = conversation.cache;
  const tokens: number[] = [];
  const turns: number[] = [];
  const isContent: boolean[] = [];
  const add = (part: readonly number[], start: number, turn: number, lead: number) => {
    for (let i = Math.max(0, next - start); i < part.length; i++) {
      tokens.push(part[i]!);
      turns.push(turn);
      isContent.push(i >= lead);
    }
  };
  add(conversation.system?.tokens ?? [], 0, -1, Infinity);
  for (const turn of conversation.turns) add(turn.tokens, turn.start, turn.index, turn.lead);
  return { tokens, turns, isContent };
}
