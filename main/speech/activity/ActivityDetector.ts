/** What tells speech from silence, a window of 512 samples (-1 to 1, 16 kHz) at a time. */
export interface ActivityDetector {
  /** Takes the next window; tells whether somebody speaks at its end, silence that is too short to end speech included. */
  accept(window: Float32Array): boolean;
  /**
   * After the window with which speech ended: how many samples after the last `reset` the voice stopped. Null when the
   * detector cannot tell.
   */
  endOfSpeech(): number | null;
  /** Forgets what it has heard. */
  reset(): void;
}
