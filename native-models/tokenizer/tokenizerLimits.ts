/** What is taken from a tokenizer description at most; one beyond a limit is refused. */
export const tokenizerLimits = {
  /** the largest vocabularies in use have 262,144 tokens */
  vocabulary: 1 << 20,
  /** the largest have about 515,000 */
  merges: 4 << 20,
  addedTokens: 1 << 16,
  /** UTF-16 units of one token's text; the longest in use are runs of some hundred spaces */
  tokenLength: 4_096,
  /** nested `Sequence`s of normalizers or pre-tokenizers; one or two in use */
  nesting: 8,
  /** UTF-16 units of a pattern; those in use have about 400 */
  patternLength: 4_096,
  /** pairs looked up while merges are derived from sentencepiece scores; 32,000 tokens need 200,000 */
  derivedPairs: 8 << 20,
} as const;
