import type { Embedder } from './Embedder.ts';

/** Memory without an embedding model: what was said is found by its words alone. */
export const noEmbedder: Embedder = {
  name: 'none',
  status: () => ({ phase: 'absent', progress: null, note: null }),
  onChange: () => () => undefined,
  embed: () => Promise.resolve(null),
};
