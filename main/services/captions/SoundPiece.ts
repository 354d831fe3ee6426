/** Samples of a second: all sound that crosses processes is 16 kHz, one channel. */
export const SAMPLE_RATE = 16_000;

/** A stretch of sound: int16 in little-endian bytes. */
export interface SoundPiece {
  /** index of its first sample, from the start of the recording */
  readonly at: number;
  readonly samples: Uint8Array<ArrayBuffer>;
}
