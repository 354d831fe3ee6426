import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { isOwnRequest } from '../isOwnRequest.ts';
import { pingSockets } from '../pingSockets.ts';
import { sameToken } from '../sameToken.ts';
import { WEB_LIMITS } from '../createWebServer.ts';
import { overlayHeaders } from './overlayHeaders.ts';
import { readOverlayPage } from './readOverlayPage.ts';
import { sendShown, type ShownSource } from './sendShown.ts';

/** Pages that are open at a time. */
const MAX_PAGES = 16;
/** Nobody says anything to the overlay; a client that sends more than this is cut before it is read. */
const MAX_MESSAGE_BYTES = 1_024;
const PATH = '/captions/';

export interface OverlayServer {
  readonly server: Server;
  /** Ends every connection. */
  close(): Promise<void>;
}

/**
 * The HTTP and WebSocket server of the overlay: its page at `/captions/<token>`, and below it the socket on which
 * captions are shown. There is nothing else behind it: no service, no file of the person's. Not listening yet.
 */
export function createOverlayServer({ token, shown }: { token: string; shown: ShownSource }): OverlayServer {
  const assets = readOverlayPage(`${PATH}${token}/`);
  const server = createServer({
    maxHeaderSize: WEB_LIMITS.headerBytes,
    headersTimeout: WEB_LIMITS.headersTimeout,
    requestTimeout: WEB_LIMITS.requestTimeout,
    keepAliveTimeout: WEB_LIMITS.keepAliveTimeout,
  });
  server.timeout = WEB_LIMITS.idleTimeout;
  server.maxConnections = WEB_LIMITS.connections;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });

  /** What is asked for below the address of the page; null when the token is not ours. */
  const nameOf = ({ url = '' }: IncomingMessage): string | null => {
    const path = url.split('?', 1)[0] ?? '';
    if (!path.startsWith(PATH)) return null;
    const [presented = '', name = '', ...more] = path.slice(PATH.length).split('/');
    return sameToken(presented, token) && more.length === 0 ? name : null;
  };

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(overlayHeaders)) response.setHeader(name, value);
    if (!isOwnRequest(request.headers, portOf(server))) return sendText(response, 403, 'Not for this address.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return sendText(response, 405, 'Only GET and HEAD are answered.\n');
    }
    const asset = assets.get(nameOf(request) ?? 'none');
    if (!asset) return sendText(response, 404, 'Not found.\n');
    response.writeHead(200, { 'Content-Type': asset.type, 'Content-Length': asset.body.length });
    response.end(request.method === 'HEAD' ? undefined : asset.body);
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (nameOf(request) !== 'socket') return refuse(stream, '404 Not Found');
    // A browser always names the origin of the page that opens a WebSocket: it must be this one.
    if (!isOwnRequest(request.headers, portOf(server)) || request.headers.origin === undefined) return refuse(stream, '403 Forbidden');
    if (sockets.clients.size >= MAX_PAGES) return refuse(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
  });
  const stopPinging = pingSockets(sockets, WEB_LIMITS.pingInterval);
  sockets.on('connection', (socket) => sendShown(socket, shown));

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
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy());
}
