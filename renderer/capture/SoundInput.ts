import type { SoundSource } from '../../app/captions/Recording.ts';

/** Where an input hands its sound. */
export interface SoundSink {
  /** 16 kHz, one channel; `at` counts samples on the input's own clock and jumps over gaps. Read before it returns. */
  readonly frame: (at: number, samples: Float32Array) => void;
  /** Resolves when there is room for more: an input that can wait does. */
  room(): Promise<void>;
  /** A sentence while something is wrong with the input, null when that is over. */
  trouble(words: string | null): void;
  /** The input is at its end; with a sentence where that was not the person's wish. */
  ended(problem: string | null): void;
}

/** Sound that may be had: the person agreed, and it is ready to begin. */
export interface OpenSound {
  /** what it comes from, in the words of the system: a device, a file */
  readonly name: string;
  /** seconds, where it is known beforehand */
  readonly seconds: number | null;
  begin(sink: SoundSink): void;
  /** Goes over to another device in mid-recording; the clock goes on. Null: the system's choice. */
  readonly changeDevice?: (deviceId: string | null) => Promise<void>;
  close(): void;
}

/** A source of sound that the person chose. `open` rejects with an AppError whose sentence says what to do. */
export interface SoundInput {
  readonly source: SoundSource;
  open(): Promise<OpenSound>;
}
