/** What a recogniser gives for a piece of sound, as it writes: never taken back, only ever longer. */
export interface HeardTokens {
  /** pieces of words; one that begins a word begins with a space, and a byte that is no character alone is `<0xE4>` */
  readonly tokens: readonly string[];
  /** of each, milliseconds after the stream's first sample */
  readonly startMs: readonly number[];
  /** of each, 0 to 1; empty where the model tells none */
  readonly probabilities: readonly number[];
}

/** One stretch of sound that is being recognised: 16 kHz, one channel. */
export interface RecognitionStream {
  /** The next samples, -1 to 1. */
  accept(samples: Float32Array): void;
  /** No more samples: what is still needed for the last word is made of silence. */
  finish(): void;
  /** Whether there is a chunk that is whole. */
  isReady(): boolean;
  /** Looks at one chunk. False when there is none that is whole. */
  step(): boolean;
  heard(): HeardTokens;
}

/** A streaming recogniser that is loaded. */
export interface Recogniser {
  readonly name: string;
  /** languages that it writes down, two or three letters each; empty when it does not say */
  readonly languages: readonly string[];
  /** samples of a chunk: what the model wants to have heard before the first word */
  readonly chunk: number;
  /** all that it writes is in capitals */
  readonly capitals: boolean;
  /** `language`: one of `languages`; null: the model finds out, or has but one */
  begin(language: string | null): RecognitionStream;
}
