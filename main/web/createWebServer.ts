import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Channel } from '../../app/contract/Channel.ts';
import { webSocketChannel } from '../../app/contract/webSocketChannel.ts';
import { MAX_FRAME_BYTES } from '../../app/contract/wire.ts';
import { createSiteReader } from './createSiteReader.ts';
import { INSTANCE_PATH, instanceProof } from './instanceProof.ts';
import { isOwnRequest } from './isOwnRequest.ts';
import { pingSockets } from './pingSockets.ts';
import { presentedToken, SUBPROTOCOL } from './presentedToken.ts';
import { sameToken } from './sameToken.ts';
import { windowHeaders } from './windowHeaders.ts';

/** Where windows open their channel. */
const SOCKET_PATH = '/socket';

/** What one host puts up with. Times in milliseconds. */
export const WEB_LIMITS = {
  headerBytes: 16 * 1024,
  /** whole request line and headers must have come */
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  /** a connection on which nothing moves */
  idleTimeout: 30_000,
  /** connections of any kind */
  connections: 128,
  /** open windows */
  sockets: 32,
  /** a window that has not answered a ping for this long is gone */
  pingInterval: 30_000,
};
export type WebLimits = typeof WEB_LIMITS;

export interface WebServer {
  readonly server: Server;
  /** Ends every connection, windows first. */
  close(): Promise<void>;
}

/**
 * The HTTP and WebSocket server of the web host: the files of `root`, `/socket` for who has the token, and nothing
 * else. Not listening yet.
 */
export function createWebServer(options: {
  readonly root: string;
  readonly token: string;
  readonly serve: (channel: Channel) => void;
  readonly limits?: Partial<WebLimits>;
}): WebServer {
  const limits = { ...WEB_LIMITS, ...options.limits };
  const readSite = createSiteReader(options.root);
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
    keepAliveTimeout: limits.keepAliveTimeout,
    connectionsCheckingInterval: Math.min(1_000, limits.headersTimeout),
  });
  server.timeout = limits.idleTimeout;
  server.maxConnections = limits.connections;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isOwnRequest(request.headers, portOf(server))) return sendText(response, 403, 'Not for this address.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return sendText(response, 405, 'Only GET and HEAD are answered.\n');
    }
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (path.startsWith(INSTANCE_PATH)) {
      const proof = instanceProof(options.token, path.slice(INSTANCE_PATH.length));
      return proof === null ? sendText(response, 404, 'Not found.\n') : sendText(response, 200, proof);
    }
    const { status, type, cacheControl, body } = await readSite(path);
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': cacheControl, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(windowHeaders)) response.setHeader(name, value);
    // Nothing here reads a body; one that comes all the same costs its connection.
    if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
      response.setHeader('Connection', 'close');
    }
    answer(request, response).catch(() => response.destroy());
  });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const token = presentedToken(request.headers['sec-websocket-protocol']);
    if (request.url !== SOCKET_PATH) return refuseUpgrade(stream, '404 Not Found');
    // A browser always names the origin of the page that opens a WebSocket; without one it is no window.
    if (!isOwnRequest(request.headers, portOf(server)) || request.headers.origin === undefined) {
      return refuseUpgrade(stream, '403 Forbidden');
    }
    if (token === null || !sameToken(token, options.token)) return refuseUpgrade(stream, '403 Forbidden');
    if (sockets.clients.size >= limits.sockets) return refuseUpgrade(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
  });
  const stopPinging = pingSockets(sockets, limits.pingInterval);
  sockets.on('connection', (socket) => options.serve(webSocketChannel(socket)));

  return {
    server,
    async close() {
      stopPinging();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function sendText(response: ServerResponse, status: number, text: string): void {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy());
}
