import type { TurnRole } from '../../../app/conversation/Turn.ts';
import type { ChatCodec } from './ChatCodec.ts';

/**
 * The tokens of one turn: what the template puts before it, then its text, which can never become control tokens.
 *
 * @param answering the model is to write it, or to go on with it
 * @returns the tokens, and how many of them are the template's
 */
export function encodeTurn(
  { tokenizer, pieces }: ChatCodec,
  previous: TurnRole | 'system',
  turn: { readonly role: TurnRole; readonly text: string },
  answering: boolean,
): { tokens: number[]; lead: number } {
  const text = answering ? turn.text : pieces.trim(turn.role, turn.text);
  const parts = [
    { kind: 'template', text: pieces.lead(previous, turn.role, answering) },
    { kind: 'content', index: 0, text },
  ] as const;
  const { tokens, partOf } = tokenizer.encodeChat(parts, false);
  return { tokens: [...tokens], lead: partOf.filter((part) => part === 0).length };
}
