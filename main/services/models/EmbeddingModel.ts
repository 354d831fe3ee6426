/** Where the embedding model is on its way from nothing to ready. */
export interface EmbeddingStatus {
  readonly phase: 'absent' | 'downloading' | 'importing' | 'ready' | 'failed';
  /** 0 to 1; null when it is not known */
  readonly progress: number | null;
  /** a sentence or part of one for the person: where it is fetched from, or why it failed */
  readonly note: string | null;
}

/** Vectors of unit length, side by side: that of text i begins at `i * dimensions`. */
export interface EmbeddedTexts {
  readonly vectors: Float32Array;
  readonly dimensions: number;
}

/**
 * The embedding model as the rest of the host sees it. Nothing waits for it: without one, recall works with words alone.
 */
export interface EmbeddingModel {
  status(): EmbeddingStatus;
  /** Calls `listener` after every change of the status, and when an engine is ready; returns what takes it away. */
  onChange(listener: (status: EmbeddingStatus) => void): () => void;
  /**
   * Gets and compiles the model unless it is there or on its way; also tries again after a failure. Returns at once.
   * What has to be fetched is not begun before the chat model is ready.
   */
  start(): void;
  /** Stops getting it; what was downloaded is kept for the next start. Resolves when nothing of it runs any more. */
  cancel(): Promise<void>;
  /** The compiled folder; null unless the phase is `ready`. Names the model: vectors of another one are not comparable. */
  directory(): string | null;
  /**
   * Vectors of texts, any number of them; a text longer than the model reads is cut off. `urgent` goes before the prefill
   * of an answer. Loads the model into the running engine where that is still to do, after a restart of the engine too.
   * Null when there is no model, no engine, or the engine went away meanwhile: try again when both are ready.
   * Errors: those of the engine, which no other try would mend.
   */
  embed(texts: readonly string[], options: { readonly urgent: boolean }): Promise<EmbeddedTexts | null>;
  /** Stops everything. */
  close(): Promise<void>;
}
