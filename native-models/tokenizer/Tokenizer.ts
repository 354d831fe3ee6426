/** Text to token ids and back. Ids are those of the model's embedding rows. */
export interface Tokenizer {
  /**
   * Encodes text from people or files. Control tokens are never recognised: `<|im_end|>` stays nine or so ordinary
   * tokens, whoever wrote it. `atStart` is false for text that follows other text of the same sequence; it matters to
   * sentencepiece models that put a space before the first word only.
   */
  encode(text: string, atStart?: boolean): Int32Array;
  /** Encodes what a chat template wrote: its control tokens are recognised. Never give it text from people. */
  encodeTemplate(text: string, atStart?: boolean): Int32Array;
  /**
   * The template's own text as control token ids and the plain text between them; plain text may be joined with text
   * from people and given to `encode`.
   */
  splitTemplate(text: string): (number | string)[];
  /** UTF-8 bytes a token stands for, maybe a part of a character only; empty for control tokens and unknown ids. */
  tokenBytes(id: number): Uint8Array;
  /** True for control tokens: they end, begin or structure a sequence and are never text. */
  isSpecial(id: number): boolean;
  /** one more than the highest id; a model may have more (unused) embedding rows */
  readonly vocabSize: number;
}
