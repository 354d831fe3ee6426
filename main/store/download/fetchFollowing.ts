import { AppError } from '../../../app/contract/AppError.ts';

const MAX_REDIRECTS = 8;

/**
 * GET that follows redirects itself. `Authorization` is dropped for good at the first other origin: a hub sends its
 * files from elsewhere, and the person's token is for the hub alone.
 */
export async function fetchFollowing(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> {
  let target = new URL(url);
  const sent = new Headers(headers);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await fetch(target, { headers: sent, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || response.status === 304 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, target);
    if (next.protocol !== 'https:' && next.protocol !== 'http:') break;
    if (next.origin !== target.origin) sent.delete('authorization');
    target = next;
  }
  throw new AppError('no-network', 'The server redirects in a circle or to an address that is not a web page.');
}
