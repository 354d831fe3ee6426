/** A piece of sound as it is handed to the host. */
export interface SoundPiece {
  /** index of its first sample, from the start of the recording */
  readonly at: number;
  /** 16 kHz, one channel */
  readonly samples: Int16Array<ArrayBuffer>;
}
