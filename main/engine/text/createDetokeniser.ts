import type { Tokenizer } from '../../../native-models/tokenizer/Tokenizer.ts';

/** Turns tokens into text as they come. */
export interface Detokeniser {
  /** The characters that are complete with this token; what is left of the last one waits for the next token. */
  push(token: number): string;
}

/**
 * Incremental detokenisation over the raw bytes of tokens: a character that spans several tokens appears whole or not
 * at all, so an answer that ends within one shows nothing broken. Bytes that cannot become a character are shown as
 * U+FFFD.
 */
export function createDetokeniser(tokenizer: Pick<Tokenizer, 'tokenBytes'>): Detokeniser {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return { push: (token) => decoder.decode(tokenizer.tokenBytes(token), { stream: true }) };
}
