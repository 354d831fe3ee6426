import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import { withoutMemory } from '../../../app/memory/withoutMemory.ts';
import type { Sampling } from '../../../app/models/Sampling.ts';
import type { createEngine } from '../createEngine.ts';

export type Answer = Parameters<ReturnType<typeof createEngine>['answer']>[0];

const off = { topK: 0, topP: 1, minP: 0, seed: 1, stop: [] };

/** A random model repeats itself at once without a penalty. */
export const GREEDY: Sampling = { ...off, temperature: 0, repetitionPenalty: 1.3 };

export const user = (id: string, text: string): EngineTurn => ({ id, role: 'user', text });
export const assistant = (id: string, text: string): EngineTurn => ({ id, role: 'assistant', text });

let conversations = 0;

/** A question to a tiny model: greedy, a few tokens, in a conversation of its own unless one is named. */
export function ask(turns: EngineTurn[], options: Partial<Answer> = {}): Answer {
  const conversationId = `conversation ${conversations++}`;
  return {
    conversationId,
    system: 'Be brief.',
    turns,
    earlierTurns: 0,
    sampling: GREEDY,
    maxTokens: 12,
    ...withoutMemory,
    ...options,
  };
}
