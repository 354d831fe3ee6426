import { basename } from 'node:path';
import type { EmbeddingModel } from '../models/EmbeddingModel.ts';
import type { Embedder } from './Embedder.ts';

/** The embedding model as memory sees it. Its compiled folder is named by its weights and by how they are run. */
export function embedderOf(model: EmbeddingModel): Embedder {
  return {
    get name() {
      const directory = model.directory();
      return directory === null ? 'none' : basename(directory).slice(0, 200);
    },
    status: () => model.status(),
    onChange: (listener) => model.onChange(() => listener()),
    async embed(texts, options) {
      return (await model.embed(texts, options))?.vectors ?? null;
    },
  };
}
