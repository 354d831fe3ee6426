import { pinnedTooLong } from '../../../app/memory/pinnedTooLong.ts';
import { keepPinned } from '../cache/keepPinned.ts';
import { addTurn } from './addTurn.ts';
import type { ChatCodec } from './ChatCodec.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { WantedPath } from './WantedPath.ts';

/**
 * Starts a conversation's cache anew from text: the system prompt, pinned, and as many of the newest turns as fit
 * beside it with one block left for the answer. The last message, and an answer to go on with, are read even when they
 * alone do not fit: they stream through with evictions. The system prompt's keys are kept when it is the same.
 *
 * @throws AppError `bad-request` when the system prompt leaves no room for a conversation
 */
export function rebuild(conversation: LiveConversation, wanted: WantedPath, codec: ChatCodec): void {
  const { cache } = conversation;
  const { budget, block, recentFloor } = cache.options;
  conversation.turns = [];
  if (conversation.system?.text !== wanted.system) {
    const [before, after] = codec.pieces.system.map((text, i) => codec.tokenizer.encodeTemplate(text, i === 0));
    const tokens = [...before!, ...codec.tokenizer.encode(wanted.system, false), ...after!];
    cache.pinned = 0;
    keepPinned(cache);
    cache.pinned = tokens.length;
    conversation.system = { text: wanted.system, tokens };
  } else {
    keepPinned(cache);
  }
  if (cache.pinned + recentFloor + block > budget) throw pinnedTooLong(budget, cache.pinned);

  const contents = wanted.turns.map((turn) => codec.tokenizer.encode(turn.text, false));
  const first = firstThatFits(wanted, contents, codec, budget - cache.pinned - block);
  conversation.leftOut = contents.slice(0, first).reduce((sum, content) => sum + content.length, 0);
  wanted.turns.forEach((turn, i, { length }) => {
    if (i < first) return;
    const answering = i === length - 1 && turn.role === 'assistant';
    addTurn(conversation, codec, { ...turn, index: wanted.earlierTurns + i }, contents[i]!, answering);
  });
}

/** Index of the oldest turn to read. It is a message of the person's unless the path begins with an answer. */
function firstThatFits(
  { turns }: WantedPath,
  contents: readonly Int32Array[],
  { tokenizer, pieces }: ChatCodec,
  room: number,
): number {
  const lastMessage = turns.findLastIndex((turn) => turn.role === 'user');
  let first = Math.max(0, lastMessage);
  let left = room;
  for (let i = turns.length - 1; i >= 0; i--) {
    const { role } = turns[i]!;
    const lead = pieces.lead(turns[i - 1]?.role ?? 'system', role, false);
    left -= tokenizer.encodeTemplate(lead, false).length + contents[i]!.length;
    if (left < 0) break;
    if (i < first && (role === 'user' || i === 0)) first = i;
  }
  return first;
}
