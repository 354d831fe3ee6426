import type { MemoryState } from '../../../app/contract/services/memory.ts';

/** The embedding model as memory sees it. */
export interface Embedder {
  /** names the model and the way it makes vectors; vectors of different names are not compared */
  readonly name: string;
  status(): MemoryState['embedding'];
  /** Calls `listener` after every change of the status; returns what takes it away. */
  onChange(listener: () => void): () => void;
  /**
   * Vectors of unit length side by side, float32. `urgent`: an answer waits for it.
   *
   * @returns null while there is no model
   */
  embed(texts: readonly string[], options: { readonly urgent: boolean }): Promise<Float32Array | null>;
}
