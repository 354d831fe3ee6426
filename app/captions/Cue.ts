/** What stands on the screen at once. Times in milliseconds. */
export interface Cue {
  readonly startMs: number;
  readonly endMs: number;
  /** one or two, of at most 42 characters */
  readonly rows: readonly string[];
  readonly speaker: string | null;
}
