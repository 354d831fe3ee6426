import type { EngineTurn } from '../../../../app/contract/services/engine.ts';
import { keepSinks } from '../../../../app/memory/keepSinks.ts';
import type { Policy } from '../../../../app/memory/Policy.ts';
import type { EngineSession } from '../../answer/EngineSession.ts';
import { appendLimit } from '../../cache/appendLimit.ts';
import { appendTokens } from '../../cache/appendTokens.ts';
import { createSlotCache } from '../../cache/createSlotCache.ts';
import { bringUpToDate } from '../../conversation/bringUpToDate.ts';
import { createConversation } from '../../conversation/createConversation.ts';
import { forgetGoneTurns } from '../../conversation/forgetGoneTurns.ts';
import type { LiveConversation } from '../../conversation/LiveConversation.ts';
import { pendingTokens } from '../../conversation/pendingTokens.ts';

export const SYSTEM = 'Be brief. You live by a river.';

/** A conversation in which nothing was read yet. */
export function fresh({ decoder, budget }: EngineSession, policy: Policy = keepSinks): LiveConversation {
  return { ...createConversation(decoder, budget), cache: createSlotCache(decoder, budget, 0, { policy }) };
}

/** Questions and answers of one conversation, as the host sends them. */
export function turnsOf(pairs: number): EngineTurn[] {
  return Array.from({ length: pairs }, (_, i): EngineTurn[] => [
    { id: `u${i}`, role: 'user', text: `Question ${i}: what runs to the sea at mile ${i * 37}?` },
    { id: `a${i}`, role: 'assistant', text: `The river number ${i * 11} runs down to the sea.` },
  ]).flat();
}

/** Brings a conversation up to date and reads what is new, always in the same pieces. @returns the last logits */
export async function readOn(
  session: EngineSession,
  conversation: LiveConversation,
  turns: EngineTurn[],
  system = SYSTEM,
): Promise<Float32Array> {
  bringUpToDate(conversation, { system, turns, earlierTurns: 0 }, session.codec);
  const { tokens, turns: owners } = pendingTokens(conversation);
  let logits: Float32Array = new Float32Array();
  for (let done = 0; done < tokens.length;) {
    const end = Math.min(done + Math.min(7, appendLimit(conversation.cache)), tokens.length);
    logits = await appendTokens(conversation.cache, tokens.slice(done, end), owners.slice(done, end), 'last');
    forgetGoneTurns(conversation);
    done = end;
  }
  return logits;
}
