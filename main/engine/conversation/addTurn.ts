import type { EngineTurn } from '../../../app/contract/services/engine.ts';
import type { ChatCodec } from './ChatCodec.ts';
import type { LiveConversation } from './LiveConversation.ts';
import type { LiveTurn } from './LiveTurn.ts';

/**
 * Adds a turn at the end of a conversation, to be read.
 *
 * @param content the tokens of its text
 * @param answering the model is to write it, or to go on with it: the template's invitation stands before it
 */
export function addTurn(
  conversation: LiveConversation,
  { tokenizer, pieces }: ChatCodec,
  turn: Omit<EngineTurn, 'id'> & { readonly id: string | null; readonly index: number },
  content: Iterable<number>,
  answering: boolean,
): LiveTurn {
  const last = conversation.turns.at(-1);
  const lead = tokenizer.encodeTemplate(pieces.lead(last?.role ?? 'system', turn.role, answering), false);
  const start = last === undefined ? conversation.cache.pinned : last.start + last.tokens.length;
  const added: LiveTurn = {
    id: turn.id,
    index: turn.index,
    role: turn.role,
    text: turn.text,
    start,
    lead: lead.length,
    tokens: [...lead, ...content],
    writing: null,
  };
  conversation.turns.push(added);
  return added;
}
