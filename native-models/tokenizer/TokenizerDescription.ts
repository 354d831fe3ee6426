/** A token that is cut out of the text before anything else: a control token, or a fixed piece of text. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** a control token */
  readonly special: boolean;
  /** takes white space before (after) it with it */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
}

/** The parts of a `tokenizer.json` that encoding and decoding need, checked. Only byte-pair encodings are taken. */
export interface TokenizerDescription {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly merges: readonly (readonly [string, string])[];
  readonly addedTokens: readonly AddedToken[];
  /** a word that is a token is not merged from its parts */
  readonly ignoreMerges: boolean;
  /** a character that is no token becomes its UTF-8 bytes as `<0xNN>` tokens */
  readonly byteFallback: boolean;
  readonly fuseUnknown: boolean;
  readonly unknownId: number | null;
  /** tokens are written in GPT-2's byte alphabet */
  readonly byteLevel: boolean;
  /** checked configurations for the library, `null` for none */
  readonly normalizer: object | null;
  readonly preTokenizer: object | null;
}
