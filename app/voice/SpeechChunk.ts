/** A piece of a text that is said in one go. */
export interface SpeechChunk {
  /** as it is spoken */
  readonly spoken: string;
  /** where it stands in the text, in UTF-16 units */
  readonly from: number;
  readonly to: number;
}
