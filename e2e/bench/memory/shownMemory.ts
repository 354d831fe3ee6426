import type { AnswerMemory } from '../../../app/contract/services/engine.ts';
import type { z } from '../../../app/contract/zod.ts';
import { memoryLines } from '../../../app/memory/memoryLines.ts';
import type { MemoryToken } from '../../../main/engine/cache/reserveMemory.ts';
import { chooseMemory } from '../../../main/engine/conversation/chooseMemory.ts';
import type { ChatCodec } from '../../../main/engine/conversation/ChatCodec.ts';
import { createMemoryEncoder } from '../../../main/engine/conversation/createMemoryEncoder.ts';

/** What the engine puts before the model, facts and quotations together within `tokens` of the chat model. */
export function shownMemory(
  codec: ChatCodec,
  { conversationId, memory, tokens }: { conversationId: string; memory: z.output<typeof AnswerMemory>; tokens: number },
): { text: string; tokens: readonly MemoryToken[]; memory: z.output<typeof AnswerMemory> } {
  const encode = createMemoryEncoder(codec);
  const isLive = (): boolean => false;
  const onlyFacts = chooseMemory(encode, { conversationId, memory: { ...memory, recalled: [] }, room: tokens, isLive });
  const facts = onlyFacts.shown.facts;
  const kept = { ...memory, facts, recalledTokens: Math.max(0, tokens - onlyFacts.tokens.length) };
  // Quotations may take half of the room at most.
  const block = chooseMemory(encode, { conversationId, memory: kept, room: 2 * tokens, isLive });
  const text = memoryLines({ conversationId, ...block.shown }).map((line) => line.text).join('');
  return { text, tokens: block.tokens, memory: { ...kept, recalled: block.shown.recalled } };
}
