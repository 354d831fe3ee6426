import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the overlay page as it is sent. */
export interface OverlayAsset {
  readonly type: string;
  readonly body: Buffer;
}

const FOLDER = join(import.meta.dirname, 'page');
/** Where fonts lie in the checkout; the packed program has them beside the page. */
const FONTS = join(import.meta.dirname, '../../../node_modules/@fontsource-variable/lexend/files');
const TEXTS = {
  '': ['index.html', 'text/html; charset=utf-8'],
  'overlay.css': ['overlay.css', 'text/css; charset=utf-8'],
  'overlay.js': ['overlay.js', 'text/javascript; charset=utf-8'],
} as const;
const FONT_FILES = ['lexend-latin-wght-normal.woff2', 'lexend-latin-ext-wght-normal.woff2', 'lexend-vietnamese-wght-normal.woff2'] as const;

/** The files of the overlay page by their name below `base`, a path that ends with a slash; the page itself is ''. */
export function readOverlayPage(base: string): ReadonlyMap<string, OverlayAsset> {
  const texts = Object.entries(TEXTS).map(([name, [file, type]]): [string, OverlayAsset] => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return [name, { type, body: Buffer.from(text.replaceAll('{{base}}', base)) }];
  });
  const fonts = FONT_FILES.flatMap((file): [string, OverlayAsset][] => {
    const path = [FOLDER, FONTS].map((folder) => join(folder, file)).find((candidate) => existsSync(candidate));
    // Without it the page takes the next font of its list.
    return path === undefined ? [] : [[file, { type: 'font/woff2', body: readFileSync(path) }]];
  });
  return new Map([...texts, ...fonts]);
}
