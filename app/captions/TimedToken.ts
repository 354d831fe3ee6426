/** A piece of a row of subtitles that is never broken, and when it was said. Times in milliseconds. */
export interface TimedToken {
  readonly text: string;
  /** it begins a word: a space stands before it unless it begins a row */
  readonly spaced: boolean;
  readonly startMs: number;
  readonly endMs: number;
}
