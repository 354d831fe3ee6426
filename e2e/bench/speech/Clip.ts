/** A word that is known to be said, and when: milliseconds from the start of its clip. */
export interface SpokenWord {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** Speech with known words: 16 kHz, one channel. */
export interface Clip {
  readonly name: string;
  /** what of the figures it belongs to: a voice, a room, a recording */
  readonly group: string;
  readonly samples: Int16Array;
  readonly words: readonly SpokenWord[];
}
