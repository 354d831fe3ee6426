import { refusedFile } from '../../formats/refusedFile.ts';

const MAX_TOKENS = 10_000;

/**
 * Makes sure that a list of phonemes (a line `phoneme id` each, the blank as its own phoneme) is one that the native reader
 * survives: each phoneme one code point, each once, each with a number; and that it has `needed`. Errors: `bad-file`.
 */
export function checkTokens(text: string, file: string, needed: readonly string[]): void {
  const refuse = (reason: string) => refusedFile('bad-file', file, reason);
  const found = new Set<string>();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > MAX_TOKENS) throw refuse(`it has more than ${MAX_TOKENS} lines`);
  for (const [at, line] of lines.entries()) {
    // The native reader goes by blanks: a line with a number alone is the blank itself.
    const [, symbol = ' ', id] = /^[ \t]*(?:(\S+)[ \t]+)?(\d{1,6})[ \t\r]*$/.exec(line) ?? [];
    if (id === undefined) throw refuse(`its line ${at + 1} is no phoneme with its number`);
    if (Array.from(symbol).length !== 1) throw refuse(`its line ${at + 1} has more than one character for a phoneme`);
    if (found.has(symbol)) throw refuse(`it has the phoneme "${symbol}" twice`);
    found.add(symbol);
  }
  const missing = needed.find((symbol) => !found.has(symbol));
  if (missing !== undefined) throw refuse(`it lacks the phoneme "${missing}"`);
}
