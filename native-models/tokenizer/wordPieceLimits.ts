/** What is taken of a WordPiece tokenizer at most, beside `tokenizerLimits`; one beyond a limit is refused. */
export const wordPieceLimits = {
  /** characters of a word that is cut into tokens: the work grows with its square; 100 in use */
  wordLength: 1_000,
  /** UTF-16 units of what marks the inside of a word; two in use */
  prefixLength: 16,
  /** control tokens around a text; two in use */
  templateParts: 16,
} as const;
