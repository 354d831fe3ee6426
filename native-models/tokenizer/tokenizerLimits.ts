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
  /** UTF-16 units of what a normalizer puts in; one in use */
  insertionLength: 64,
  /** sum of squared token lengths, the work of deriving merges from scores; 262,144 sentencepiece tokens need 16 Mi */
  derivedWork: 64 << 20,
} as const;
