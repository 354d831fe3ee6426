/**
 * What one import may cost. A file that needs more is either not a model or not one for this machine; the child that
 * reads it is ended and nothing else notices.
 */
export const importLimits = {
  /** JavaScript heap of the child, MiB: headers, vocabularies and graphs, never weights */
  heapMiB: 1_536,
  /** resident memory of the child in bytes: the heap, and pieces of weights on their way through */
  residentBytes: 3 * 1024 ** 3,
  /** longest time without a step forward, milliseconds: a slow disk reads a piece in far less */
  silenceMs: 120_000,
} as const;

/** How the child says that it has reached `residentBytes`: its exit code. */
export const MEMORY_EXIT_CODE = 77;
