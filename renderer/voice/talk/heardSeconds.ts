/** A sound that was given to the audio clock: when it begins there, and how long it is, in seconds. */
export interface PlacedSound {
  readonly at: number;
  readonly seconds: number;
}

/** How much of these sounds was heard by `now`, in seconds; the pauses between them are not counted. */
export function heardSeconds(sounds: readonly PlacedSound[], now: number): number {
  return sounds.reduce((sum, { at, seconds }) => sum + Math.min(Math.max(0, now - at), seconds), 0);
}
