/** What voice activity works with: Hz, and the samples that the model takes at a time. */
export const SAMPLE_RATE = 16_000;
export const WINDOW = 512;
