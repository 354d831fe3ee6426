/** What is read of a `model.bin` at most; a file beyond one of these is refused. */
export const ctranslate2Limits = {
  /** of a name or of the specification; the longest in use are some 60 */
  nameBytes: 1_024,
  /** Whisper large has about 1,300 */
  variables: 20_000,
  aliases: 20_000,
  dimensions: 8,
} as const;
