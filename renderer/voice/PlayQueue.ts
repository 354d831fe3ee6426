/** Sounds that follow each other on a clock, in seconds of that clock. */
export interface PlayQueue {
  /** when each sound begins, in their order */
  readonly begins: readonly number[];
  /** when the last of them ends; 0 when there was none */
  readonly end: number;
}

export const EMPTY_QUEUE: PlayQueue = { begins: [], end: 0 };
