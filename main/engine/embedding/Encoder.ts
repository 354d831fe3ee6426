/** A loaded embedding model: texts to vectors of unit length. */
export interface Encoder {
  readonly dimensions: number;
  /** tokens of a text that are read, control tokens included */
  readonly maxTokens: number;
  /** Token ids of a text, at most `maxTokens`. */
  tokenise(text: string): Int32Array;
  /** One run of the graph: `texts.length * dimensions` numbers. The work grows with the longest text times their count. */
  run(texts: readonly Int32Array[]): Promise<Float32Array>;
  close(): Promise<void>;
}
