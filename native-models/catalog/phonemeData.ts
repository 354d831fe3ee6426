import type { CatalogFolder } from './CatalogFolder.ts';

/**
 * What the synthesiser's phonemiser reads: the English part of espeak-ng's data, the same bytes in the package of every
 * platform. Under the GPL, so it is fetched by the person who wants it and never part of what we ship.
 */
export const phonemeData: CatalogFolder = {
  info: {
    id: 'espeak-ng-data',
    name: 'espeak-ng pronunciation (English)',
    about: 'Tells the voice how English words are pronounced. Free software under the GPL, fetched apart from Headwater.',
    licence: 'GPL-3.0-or-later',
    downloadBytes: 827_621,
  },
  files: [
    { name: 'phontab', size: 58_652, sha256: '1b40690667e1e9aa1ba5e5234773c799e7e72ea751426e5150423d53c3f24fa2' },
    { name: 'phonindex', size: 43_316, sha256: '384e5fa6f714ba5356c58008249b78699c31c1ad044b243068d263fb806b7d73' },
    { name: 'phondata', size: 554_740, sha256: 'a0b643b155cb6b12628d9e7865b57d9fca0d35844614f2594a5e009c80c80bb4' },
    { name: 'intonations', size: 2_312, sha256: '031a105bf6bb2ebcd73a2c579ccfb42469b27266db0078af65ae298fd3588b21' },
    { name: 'en_dict', size: 168_204, sha256: '1053f74a34af38abb6fbd64b7838dacbc655a687c48ce1bb663d364a127b05de' },
    { name: 'lang/gmw/en', size: 140, sha256: '4605d5330801de3641c6e366d15f129ea1f5ffbce8722642aba01ace07ab9c83' },
    { name: 'lang/gmw/en-US', size: 257, sha256: '41534c2a22df5dd4f1052ff9e1a33a3ea7bff5a26b5c02bdad5ba8ddb7524704' },
  ],
  sources: [
    { kind: 'given' },
    { kind: 'package', name: 'espeakng-loader', version: '0.2.4', path: 'espeakng_loader/espeak-ng-data', wheelBytes: 10_078_484 },
  ],
};

/** The languages of espeak-ng that it has. */
export const phonemeLanguages: readonly string[] = ['en', 'en-gb', 'en-us'];
