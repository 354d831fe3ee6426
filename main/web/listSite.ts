import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

/** One file of the built window. */
export interface SiteFile {
  /** absolute */
  readonly path: string;
  readonly type: string;
  readonly cacheControl: string;
}

/** A built window has some fifty files. A folder with more than this is not one. */
const MAX_FILES = 10_000;

/** What a window consists of. A file of another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/**
 * The files of the built window by URL path (`/assets/index-1a2b.js`; `/` is `index.html`). A request is looked up
 * here and never becomes a path of the file system, so there is no way out of the folder. Empty when there is none.
 */
export async function listSite(root: string): Promise<ReadonlyMap<string, SiteFile>> {
  const site = new Map<string, SiteFile>();
  for (const entry of await readFolder(root)) {
    const type = TYPES[extname(entry.name).toLowerCase()];
    if (type === undefined || !entry.isFile() || site.size >= MAX_FILES) continue;
    const path = join(entry.parentPath, entry.name);
    const url = `/${relative(root, path).split(sep).map(encodeURIComponent).join('/')}`;
    // The names in assets/ carry a hash of what is in them.
    const cacheControl = url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    site.set(url === '/index.html' ? '/' : url, { path, type, cacheControl });
  }
  return site;
}

async function readFolder(root: string) {
  try {
    return await readdir(root, { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
}
