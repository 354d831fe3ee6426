/** The parts of a WordPiece `tokenizer.json` (BERT's kind) that encoding needs, checked. */
export interface WordPieceDescription {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly unknownId: number;
  /** begins a token that goes on inside a word: `##` */
  readonly prefix: string;
  /** a longer word, in characters, is unknown as a whole */
  readonly maxWordLength: number;
  readonly normalizer: BertNormalizer;
  /** control tokens around every text: `[CLS]` and `[SEP]` */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** tokens that the file's author cuts a text off at; null when it does not say */
  readonly truncation: number | null;
}

/** Settings of `tokenizers`' BertNormalizer. */
export interface BertNormalizer {
  readonly cleanText: boolean;
  readonly spacesAroundChinese: boolean;
  readonly stripAccents: boolean;
  readonly lowercase: boolean;
}
