import { withoutMemory } from '../../../app/memory/withoutMemory.ts';
import type { createEngine } from '../../../main/engine/createEngine.ts';
import type { Opening } from './Opening.ts';

type Request = Parameters<ReturnType<typeof createEngine>['answer']>[0];

/** The question of the bench: greedy, so that every arm writes the same where it sees the same. */
export function openingRequest({ system, turns, earlierTurns, memory }: Opening, maxTokens: number): Request {
  return {
    conversationId: 'bench',
    system,
    turns,
    earlierTurns,
    sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1, stop: [] },
    maxTokens,
    ...withoutMemory,
    keep: memory !== null,
  };
}
