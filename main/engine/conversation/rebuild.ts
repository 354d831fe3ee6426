import { isMemory } from '../../../app/memory/isMemory.ts';
import { pinnedTooLong } from '../../../app/memory/pinnedTooLong.ts';
import { keepPinned } from '../cache/keepPinned.ts';
import { addTurn } from './addTurn.ts';
import type { ChatCodec } from './ChatCodec.ts';
import { encodeSystem } from './encodeSystem.ts';
import { encodeTurn } from './encodeTurn.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { WantedPath } from './WantedPath.ts';

/**
 * Starts a conversation's cache anew from text: the system prompt, pinned, and as many of the newest turns as fit
 * beside it and `reserve` tokens of memory with one block left for the answer. The last message, and an answer to go on with, are read even when they
 * alone do not fit: they stream through with evictions. The system prompt's keys are kept when it is the same.
 *
 * @throws AppError `bad-request` when the system prompt leaves no room for a conversation
 */
export function rebuild(conversation: LiveConversation, wanted: WantedPath, codec: ChatCodec, reserve: number): void {
  const { cache } = conversation;
  const { budget, block, recentFloor } = cache.options;
  conversation.turns = [];
  conversation.memory = null;
  const pinned = cache.slots.filter((slot) => !isMemory(slot) && slot.position < cache.pinned).length;
  // Half read, or dropped by a policy that keeps nothing, it must be read again.
  if (conversation.system?.text !== wanted.system || pinned < Math.min(cache.pinned, cache.next)) {
    const tokens = encodeSystem(codec, wanted.system);
    cache.pinned = 0;
    keepPinned(cache);
    cache.pinned = tokens.length;
    conversation.system = { text: wanted.system, tokens };
  } else {
    keepPinned(cache);
  }
  if (cache.pinned + recentFloor + block > budget) throw pinnedTooLong(budget, cache.pinned);

  const lengths = wanted.turns.map((turn, i, turns) => {
    return encodeTurn(codec, turns[i - 1]?.role ?? 'system', turn, false).tokens.length;
  });
  const first = firstThatFits(wanted, lengths, budget - cache.pinned - block - reserve);
  conversation.leftOut = lengths.slice(0, first).reduce((sum, length) => sum + length, 0);
  wanted.turns.forEach((turn, i, { length }) => {
    if (i < first) return;
    const answering = i === length - 1 && turn.role === 'assistant';
    addTurn(conversation, codec, { ...turn, index: wanted.earlierTurns + i }, answering);
  });
}

/** Index of the oldest turn to read. It is a message of the person's unless the path begins with an answer. */
function firstThatFits({ turns }: WantedPath, lengths: readonly number[], room: number): number {
  let first = Math.max(0, turns.findLastIndex((turn) => turn.role === 'user'));
  let left = room;
  for (let i = turns.length - 1; i >= 0; i--) {
    left -= lengths[i]!;
    if (left < 0) break;
    if (i < first && (turns[i]!.role === 'user' || i === 0)) first = i;
  }
  return first;
}
