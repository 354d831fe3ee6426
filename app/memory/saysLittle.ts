import { contentWords } from './contentWords.ts';
import type { Quotation } from './Quotation.ts';

/** Words of content below which an answer says nothing that is worth quoting: "That is a fine question." */
const LEAST_OF_ANSWER = 3;
/** Words below which a message says nothing without what it answers: "Paris." The person's own are mostly short. */
const LEAST_OF_PERSON = 3;

/** True for a quotation that says nothing when it stands alone. */
export function saysLittle({ role, text }: Pick<Quotation, 'role' | 'text'>): boolean {
  if (role === 'assistant') return contentWords(text).length < LEAST_OF_ANSWER;
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).length < LEAST_OF_PERSON;
}
