import { createSiteReader } from '../web/createSiteReader.ts';
import { windowHeaders } from '../web/windowHeaders.ts';
import { isOwnUrl } from './ownPage.ts';

/** Answers `app://headwater/...` from the folder of the built window: the web host's files, with the same policy. */
export function createAppProtocol(root: string): (request: Pick<Request, 'method' | 'url'>) => Promise<Response> {
  const readSite = createSiteReader(root);
  return async ({ method, url }) => {
    if (!isOwnUrl(url)) return new Response('Not for this address.\n', { status: 403, headers: windowHeaders });
    if (method !== 'GET' && method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { ...windowHeaders, Allow: 'GET, HEAD' } });
    }
    const { status, type, cacheControl, body } = await readSite(new URL(url).pathname);
    const headers = { ...windowHeaders, 'Content-Type': type, 'Cache-Control': cacheControl };
    return new Response(method === 'HEAD' ? null : new Uint8Array(body), { status, headers });
  };
}
