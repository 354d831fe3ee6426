import type { IncomingMessage } from 'node:http';
import { createLocalServer, type LocalServer } from '../createLocalServer.ts';
import { sameToken } from '../sameToken.ts';
import { sendText } from '../sendText.ts';
import { WEB_LIMITS } from '../webLimits.ts';
import { overlayHeaders } from './overlayHeaders.ts';
import { readOverlayPage } from './readOverlayPage.ts';
import { sendShown, type ShownSource } from './sendShown.ts';
import type { StyleSource } from './StyleSource.ts';

/** Pages that are open at a time. */
const MAX_PAGES = 16;
/** Nobody says anything to the overlay. */
const MAX_MESSAGE_BYTES = 1_024;
const PATH = '/captions/';

/**
 * The HTTP and WebSocket server of the overlay: its page at `/captions/<token>`, and below it the socket on which
 * captions are shown, in the look of the settings and of the page's own address. There is nothing else behind it: no service, no file of the person's. Not listening yet.
 */
export function createOverlayServer({ token, shown, styles }: { token: string; shown: ShownSource; styles: StyleSource }): LocalServer {
  const assets = readOverlayPage(`${PATH}${token}/`);

  /** What is asked for below the address of the page; null when the token is not ours. */
  const nameOf = ({ url = '' }: IncomingMessage): string | null => {
    const path = url.split('?', 1)[0] ?? '';
    if (!path.startsWith(PATH)) return null;
    const [presented = '', name = '', ...more] = path.slice(PATH.length).split('/');
    return sameToken(presented, token) && more.length === 0 ? name : null;
  };

  return createLocalServer({
    limits: { ...WEB_LIMITS, sockets: MAX_PAGES },
    headers: overlayHeaders,
    messageBytes: MAX_MESSAGE_BYTES,
    answer(request, response) {
      const asset = assets.get(nameOf(request) ?? 'none');
      if (!asset) return sendText(response, 404, 'Not found.\n');
      response.writeHead(200, { 'Content-Type': asset.type, 'Content-Length': asset.body.length });
      response.end(request.method === 'HEAD' ? undefined : asset.body);
    },
    refusal: (request) => (nameOf(request) === 'socket' ? null : '404 Not Found'),
    onSocket: (socket, { url = '' }) => sendShown(socket, { shown, styles, query: url.split('?', 2)[1] ?? '' }),
  });
}
