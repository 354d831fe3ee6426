import type { CatalogFolder } from './CatalogFolder.ts';

/** The voice activity model of the starter set: it tells speech from silence and noise. */
export const activityModel: CatalogFolder = {
  info: {
    id: 'silero-vad',
    name: 'Silero VAD 6',
    about: 'Tells when somebody speaks, in any language, so that silence and noise are not written down.',
    licence: 'MIT',
    downloadBytes: 2_327_524,
  },
  files: [
    { name: 'silero_vad.onnx', size: 2_327_524, sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3' },
  ],
  sources: [
    { kind: 'given' },
    { kind: 'package', name: 'silero-vad', version: '6.2.3', path: 'silero_vad/data', wheelBytes: 11_317_527 },
  ],
};
