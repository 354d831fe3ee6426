/** A text as it is spoken, and where each of its UTF-16 units stands in the text that it was made from. */
export interface SpokenText {
  readonly text: string;
  /** for each unit of `text`: the place in the original where it, or what it stands for, begins */
  readonly from: readonly number[];
  /** and where that ends */
  readonly to: readonly number[];
}
