import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the overlay page as it is sent. */
export interface OverlayAsset {
  readonly type: string;
  readonly body: Buffer;
}

const FOLDER = join(import.meta.dirname, 'page');
const FILES = {
  '': ['index.html', 'text/html; charset=utf-8'],
  'overlay.css': ['overlay.css', 'text/css; charset=utf-8'],
  'overlay.js': ['overlay.js', 'text/javascript; charset=utf-8'],
} as const;

/** The files of the overlay page by their name below `base`, a path that ends with a slash; the page itself is ''. */
export function readOverlayPage(base: string): ReadonlyMap<string, OverlayAsset> {
  return new Map(
    Object.entries(FILES).map(([name, [file, type]]) => {
      const text = readFileSync(join(FOLDER, file), 'utf8');
      return [name, { type, body: Buffer.from(text.replaceAll('{{base}}', base)) }];
    }),
  );
}
