import { segmentText } from '../conversation/segmentText.ts';
import { contentWords } from './contentWords.ts';
import type { Quotation } from './Quotation.ts';

/** Words of content below which an answer says nothing that is worth quoting: "That is a fine question." */
const LEAST_OF_ANSWER = 3;
/**
 * Words below which a message says nothing without what it answers: "Paris." The person's own are mostly short. Where no
 * spaces stand between words, each character counts for one.
 */
const LEAST_OF_PERSON = 3;
/** Two words name something and tell it, too: "Password: hunter2", "PIN 4711". */
const VALUE = /[:=]\s*[\p{L}\p{N}]|\p{N}/u;

/** True for a quotation that says nothing when it stands alone. */
export function saysLittle({ role, text }: Pick<Quotation, 'role' | 'text'>): boolean {
  if (role === 'assistant') return contentWords(text).length < LEAST_OF_ANSWER;
  const words = segmentText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < LEAST_OF_PERSON && !(words.length === 2 && VALUE.test(text));
}
