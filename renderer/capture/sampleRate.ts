/** Samples a second of all sound that is heard, one channel. */
export const SAMPLE_RATE = 16_000;
