import type { TurnRole } from '../../../app/conversation/Turn.ts';
import type { ChatCodec } from './ChatCodec.ts';
import { encodeTurn } from './encodeTurn.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { LiveTurn } from './LiveTurn.ts';

/** Adds a turn at the end of a conversation, to be read. `answering`: the model is to write it, or to go on with it. */
export function addTurn(
  conversation: LiveConversation,
  codec: ChatCodec,
  turn: { readonly id: string | null; readonly index: number; readonly role: TurnRole; readonly text: string },
  answering: boolean,
): LiveTurn {
  const last = conversation.turns.at(-1);
  const start = last === undefined ? conversation.cache.pinned : last.start + last.tokens.length;
  const { id, index, role, text } = turn;
  const encoded = encodeTurn(codec, last?.role ?? 'system', turn, answering);
  const added: LiveTurn = { id, index, role, text, start, ...encoded, writing: null };
  conversation.turns.push(added);
  return added;
}
