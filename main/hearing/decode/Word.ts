/** A word as it was heard. */
export interface Word {
  /** with the space before it, as it stands in the text */
  readonly text: string;
  /** seconds from the start of the sound */
  readonly start: number;
  readonly end: number;
}
