/** What the decoder says after some new tokens. */
export interface TokenStep {
  /** of each wanted row: `vocabSize` numbers, back to back */
  readonly logits: Float32Array;
  /** [heads, new tokens, positions]: attention of the alignment heads to the sound, each row with sum 1 */
  readonly alignment: Float32Array;
}

/** One transcript as it is written: remembers the tokens it was given. */
export interface TokenDecoder {
  /** positions of the sound, 20 ms each */
  readonly positions: number;
  /** Tokens that it still takes. */
  readonly room: number;
  /** Reads further tokens. `rows`: of which of them logits are wanted. Errors: `bad-request` beyond its room. */
  step(tokens: readonly number[], rows: readonly number[]): Promise<TokenStep>;
  /** Forgets its last tokens. */
  back(tokens: number): void;
}
