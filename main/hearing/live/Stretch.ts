/** A stretch of speech, as indices of samples; `to` is null while it goes on. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
  /** where speech began again after its last short pause */
  readonly again?: number;
}
