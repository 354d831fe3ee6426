import type { Channel } from '../../app/contract/Channel.ts';
import { webSocketChannel } from '../../app/contract/webSocketChannel.ts';
import { MAX_FRAME_BYTES } from '../../app/contract/wire.ts';
import { createLocalServer, type LocalServer } from './createLocalServer.ts';
import { createSiteReader } from './createSiteReader.ts';
import { INSTANCE_PATH, instanceProof } from './instanceProof.ts';
import { presentedToken, SUBPROTOCOL } from './presentedToken.ts';
import { sameToken } from './sameToken.ts';
import { sendText } from './sendText.ts';
import { WEB_LIMITS, type WebLimits } from './webLimits.ts';
import { windowHeaders } from './windowHeaders.ts';

/** Where windows open their channel. */
const SOCKET_PATH = '/socket';

/**
 * The HTTP and WebSocket server of the web host: the files of `root`, `/socket` for who has the token, and nothing
 * else. Not listening yet.
 */
export function createWebServer(options: {
  readonly root: string;
  readonly token: string;
  readonly serve: (channel: Channel) => void;
  readonly limits?: Partial<WebLimits>;
}): LocalServer {
  const readSite = createSiteReader(options.root);
  return createLocalServer({
    limits: { ...WEB_LIMITS, ...options.limits },
    headers: windowHeaders,
    messageBytes: MAX_FRAME_BYTES,
    subprotocol: SUBPROTOCOL,
    async answer(request, response) {
      const path = (request.url ?? '').split('?', 1)[0] ?? '';
      if (path.startsWith(INSTANCE_PATH)) {
        const proof = instanceProof(options.token, path.slice(INSTANCE_PATH.length));
        return proof === null ? sendText(response, 404, 'Not found.\n') : sendText(response, 200, proof);
      }
      const { status, type, cacheControl, body } = await readSite(path);
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': cacheControl, 'Content-Length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
    },
    refusal({ url, headers }) {
      if (url !== SOCKET_PATH) return '404 Not Found';
      const token = presentedToken(headers['sec-websocket-protocol']);
      return token === null || !sameToken(token, options.token) ? '403 Forbidden' : null;
    },
    onSocket: (socket) => options.serve(webSocketChannel(socket)),
  });
}
