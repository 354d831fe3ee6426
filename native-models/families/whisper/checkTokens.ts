import { refusedFile } from '../../formats/refusedFile.ts';

/** Makes sure that a model knows the tokens that a file beside it names. Errors: `bad-file`. */
export function checkTokens(tokens: readonly number[], { vocabSize }: { readonly vocabSize: number }, file: string): void {
  const unknown = tokens.find((id) => id >= vocabSize);
  if (unknown !== undefined) throw refusedFile('bad-file', file, `it names the token ${unknown}, and the model knows ${vocabSize}`);
}
