import type { Session } from 'electron/main';
import { isOwnUrl } from './ownPage.ts';

/** What a page may load besides our own files: its own memory, and the developer tools theirs. */
const LOCAL_SCHEMES = new Set(['blob:', 'data:', 'devtools:']);

/** No window reaches the network, whatever its policy says: what it needs comes through its channel. */
export function blockNetwork(session: { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> }): void {
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isOwnUrl(url) && !LOCAL_SCHEMES.has(URL.parse(url)?.protocol ?? '') });
  });
}
