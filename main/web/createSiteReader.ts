import { readFile } from 'node:fs/promises';
import { listSite, type SiteFile } from './listSite.ts';

export interface SiteAnswer {
  readonly status: 200 | 404 | 503;
  readonly type: string;
  readonly cacheControl: string;
  readonly body: Uint8Array;
}

const NOT_BUILT = 'The window of Headwater is not built. Run "npm run build", then load this page again.\n';

/**
 * Answers URL paths from the folder of the built window. The folder is listed anew with each load of the page, so a
 * rebuilt window needs no restart.
 */
export function createSiteReader(root: string): (urlPath: string) => Promise<SiteAnswer> {
  let site: ReadonlyMap<string, SiteFile> = new Map();
  return async (urlPath) => {
    if (urlPath === '/' || site.size === 0) site = await listSite(root);
    const file = site.get(urlPath);
    if (file === undefined) return urlPath === '/' ? text(503, NOT_BUILT) : text(404, 'Not found.\n');
    try {
      return { status: 200, type: file.type, cacheControl: file.cacheControl, body: await readFile(file.path) };
    } catch {
      // Removed by a rebuild since it was listed.
      return text(404, 'Not found.\n');
    }
  };
}

function text(status: 404 | 503, message: string): SiteAnswer {
  return { status, type: 'text/plain; charset=utf-8', cacheControl: 'no-store', body: Buffer.from(message) };
}
