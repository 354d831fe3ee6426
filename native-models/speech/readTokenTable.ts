import { refusedFile } from '../formats/refusedFile.ts';

/** Tokens of one model; the largest in use have a quarter of a million. */
const MAX_TOKENS = 1_000_000;
const MAX_SYMBOL = 1_000;

/** What a model can write. */
export interface TokenTable {
  /** by id; ids that no symbol has are left out */
  readonly symbols: ReadonlyMap<number, string>;
  readonly has: (symbol: string) => boolean;
  readonly idOf: (symbol: string) => number | undefined;
  /** letters are capitals alone */
  readonly capitals: boolean;
  /** it writes no commas and no points */
  readonly unmarked: boolean;
}

/** Blanks are those of the native library: U+3000 and others are parts of a symbol to it. */
const LINE = /^[ \t\v\f\r]*(?:([^ \t\v\f\r]+)[ \t\v\f\r]+)?(\d{1,9})[ \t\v\f\r]*$/u;
const SPECIAL = /^<.*>$|^#\d+$/u;

/**
 * Reads tokens.txt: a symbol and its id on each line; a line with an id alone stands for the space. The native library
 * ends the process over a line that it cannot read, and over an id that the model gives and the table lacks.
 *
 * @param size ids that the model gives: 0 to `size` - 1
 * Errors: `bad-file`.
 */
export function readTokenTable(text: string, file: string, size: number): TokenTable {
  const refuse = (reason: string) => refusedFile('bad-file', file, reason);
  const symbols = new Map<number, string>();
  const ids = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const found = LINE.exec(line);
    if (!found || (found[1]?.length ?? 0) > MAX_SYMBOL) throw refuse(`its line ${index + 1} is not a symbol and its number`);
    const [symbol, id] = [found[1] ?? ' ', Number(found[2])];
    if (symbols.has(id)) throw refuse(`it has two symbols with the number ${id}`);
    symbols.set(id, symbol);
    if (!ids.has(symbol)) ids.set(symbol, id);
    if (symbols.size > MAX_TOKENS) throw refuse(`it has more than ${MAX_TOKENS} symbols`);
  }
  for (let id = 0; id < size; id++) {
    if (!symbols.has(id)) throw refuse(`it has no symbol with the number ${id}, and the model knows ${size}`);
  }
  const written = [...symbols.values()].filter((symbol) => !SPECIAL.test(symbol));
  const [large, small, marks] = [/\p{Lu}/u, /\p{Ll}/u, /[.?!。？！]/u].map((pattern) => written.some((symbol) => pattern.test(symbol)));
  return {
    symbols,
    has: (symbol) => ids.has(symbol),
    idOf: (symbol) => ids.get(symbol),
    capitals: large === true && small === false,
    unmarked: marks === false,
  };
}
