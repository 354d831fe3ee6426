import { refusedFile } from '../../formats/refusedFile.ts';

/** The token that starts every sequence, null when none is named. Errors: `bad-file` for one outside the vocabulary. */
export function beginTokenOf(id: number | undefined, vocabSize: number, source: string): number | null {
  if (id === undefined) return null;
  if (Number.isInteger(id) && id >= 0 && id < vocabSize) return id;
  throw refusedFile('bad-file', source, `its first token is ${id}, and it has ${vocabSize} tokens`);
}
