import { isMemory } from '../../../app/memory/isMemory.ts';
import { bringUpToDate } from '../conversation/bringUpToDate.ts';
import { chooseMemory } from '../conversation/chooseMemory.ts';
import { createMemoryEncoder } from '../conversation/createMemoryEncoder.ts';
import { encodeClosing } from '../conversation/encodeClosing.ts';
import { encodeSystem } from '../conversation/encodeSystem.ts';
import type { LiveConversation } from '../conversation/LiveConversation.ts';
import type { LiveTurn } from '../conversation/LiveTurn.ts';
import type { MemoryBlock } from '../conversation/MemoryBlock.ts';
import { pendingTokens } from '../conversation/pendingTokens.ts';
import { wholeTurns } from '../conversation/wholeTurns.ts';
import type { EngineSession } from './EngineSession.ts';
import type { ReadRequest } from './ReadRequest.ts';

/**
 * Makes a conversation stand for the path of a request and chooses the memory block of its answer: what will stand
 * whole in the live cache when the answer begins is left out. An answer that the model has begun keeps its block.
 * Nothing is read yet.
 *
 * @param isOpen more may come of the last message: no answer to it is begun, and it may see another block each time
 * @returns the answer to write (or the last turn, when that is open), and its block; null for the present one
 * @throws AppError `bad-request` when the system prompt leaves no room, `too-large` when what is pinned does not fit
 */
export function prepareMemory(
  { codec }: EngineSession,
  conversation: LiveConversation,
  request: ReadRequest,
  isOpen = false,
): { answer: LiveTurn; block: MemoryBlock | null } {
  const { cache } = conversation;
  const { budget, recentFloor, block: evicted } = cache.options;
  const { conversationId, memory } = request;
  const blockTokens = request.archive ? (memory.blockTokens ?? 0) : 0;
  const isSameSystem = conversation.system?.text === request.system;
  const system = isSameSystem ? cache.pinned : encodeSystem(codec, request.system).length;
  const choice = { conversationId, memory, room: budget - system - recentFloor - evicted - blockTokens };
  const encode = createMemoryEncoder(codec);
  // The most it can be: nothing of it in the live cache.
  const most = chooseMemory(encode, { ...choice, isLive: () => false }).tokens.length + blockTokens;

  const answer = bringUpToDate(conversation, request, codec, most, isOpen);
  const closing = encodeClosing(codec);
  // Where a template's closing text grew together with the prompt, it stays: then both close.
  cache.closing = closing.every((token, i) => token === conversation.system!.tokens.at(i - closing.length)) ? closing.length : 0;
  const isBegun = answer.role === 'assistant' && cache.next > answer.start;
  if (conversation.memory !== null && isBegun) return { answer, block: null };
  const present = cache.slots.filter(isMemory).length;
  // What leaves soon after the answer has begun is not counted on.
  const incoming = most - present + pendingTokens(conversation).tokens.length + evicted;
  const live = new Set(wholeTurns(conversation, incoming).map(({ id }) => id));
  return { answer, block: chooseMemory(encode, { ...choice, isLive: (id) => live.has(id) }) };
}
