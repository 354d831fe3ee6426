import { refusedTokenizer } from './refusedTokenizer.ts';

/** Every id of a tokenizer must be a row of the model's table of `vocabSize` rows. Errors: `bad-file`. */
export function checkTokenIds(tokenizer: { readonly vocabSize: number }, vocabSize: number): void {
  if (tokenizer.vocabSize <= vocabSize) return;
  const highest = tokenizer.vocabSize - 1;
  throw refusedTokenizer('bad-file', `its highest token id is ${highest}, and the model knows ids below ${vocabSize}`);
}
