import { canGoBackTo } from '../cache/canGoBackTo.ts';
import { oldestRecent } from '../cache/oldestRecent.ts';
import { truncateSlots } from '../cache/truncateSlots.ts';
import { addTurn } from './addTurn.ts';
import { changeMessage } from './changeMessage.ts';
import type { ChatCodec } from './ChatCodec.ts';
import { cutAnswer } from './cutAnswer.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { LiveTurn } from './LiveTurn.ts';
import { type Match, matchTurns } from './matchTurns.ts';
import { rebuild } from './rebuild.ts';
import type { WantedPath } from './WantedPath.ts';

/**
 * Makes a conversation stand for the wanted path, ending with the answer to write: appends what is new, goes back to
 * the last turn that agrees when that is still whole in the live window, or rebuilds. Nothing is read yet.
 *
 * @param reserve the most tokens that the memory block will take
 * @param isOpen more may come of the last message: no answer to it is begun
 * @returns the answer to write, or the last turn when that is open
 * @throws AppError `bad-request` when the system prompt leaves no room
 */
export function bringUpToDate(
  conversation: LiveConversation,
  wanted: WantedPath,
  codec: ChatCodec,
  reserve = 0,
  isOpen = false,
): LiveTurn {
  const match = conversation.system?.text === wanted.system ? matchTurns(conversation.turns, wanted.turns) : null;
  const kept = match !== null && goBack(conversation, match, codec) && append(conversation, match, wanted, codec, reserve);
  if (!kept) rebuild(conversation, wanted, codec, reserve);

  const last = conversation.turns.at(-1)!;
  if (last.role === 'assistant' || isOpen) return last;
  return addTurn(conversation, codec, { id: null, index: last.index + 1, role: 'assistant', text: '' }, true);
}

/** Cuts off what does not agree. False when too little would be left to stand on. */
function goBack(conversation: LiveConversation, { agreeing, differing }: Match, codec: ChatCodec): boolean {
  const { cache, turns } = conversation;
  const other = turns[agreeing];
  if (other === undefined) return true;
  conversation.turns = turns.slice(0, differing === null ? agreeing : agreeing + 1);
  if (differing !== null && other.role === 'user') return changeMessage(conversation, differing, codec);
  if (differing !== null) return cutAnswer(conversation, other, differing, codec);
  // The turn before is what the new one follows: it must be there from its first token.
  const isFollowing = cache.evicted === 0 || turns[agreeing - 1]!.start >= oldestRecent(cache);
  if (!isFollowing || !canGoBackTo(cache, other.start)) return false;
  truncateSlots(cache, other.start);
  return true;
}

/** Adds the turns that are new. False when they are more than can be seen, so that reading all of them is a waste. */
function append(
  conversation: LiveConversation,
  { next }: Match,
  wanted: WantedPath,
  codec: ChatCodec,
  reserve: number,
): boolean {
  const { cache, turns } = conversation;
  const last = turns.at(-1)!;
  last.id ??= wanted.turns[next - 1]?.id ?? null;
  const fresh = wanted.turns.slice(next);
  if (fresh.length === 0) return true;
  // A message follows what its writer saw of the answer, and nothing that was held back.
  if (last.writing !== null && !cutAnswer(conversation, last, last.text, codec)) return false;
  fresh.forEach((turn, i) => {
    const answering = i === fresh.length - 1 && turn.role === 'assistant';
    addTurn(conversation, codec, { ...turn, index: wanted.earlierTurns + next + i }, answering);
  });
  const added = turns.at(-1)!;
  const room = cache.options.budget - cache.pinned - reserve;
  return fresh.length === 1 || added.start + added.tokens.length - cache.next <= room;
}
