import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isOwnRequest } from './isOwnRequest.ts';
import { pingSockets } from './pingSockets.ts';
import { sendText } from './sendText.ts';
import type { WebLimits } from './webLimits.ts';

export interface LocalServer {
  readonly server: Server;
  /** Ends every connection, open sockets first. */
  close(): Promise<void>;
}

export interface LocalServerOptions {
  readonly limits: WebLimits;
  /** what goes with every answer */
  readonly headers: Readonly<Record<string, string>>;
  /** the longest message that a socket may send; one that sends more is cut before it is read */
  readonly messageBytes: number;
  /** the subprotocol that sockets speak, if any */
  readonly subprotocol?: string;
  /** Answers a GET or HEAD that came to this very address. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  /** Why a socket may not be opened, as the status line says it; null: it may. */
  readonly refusal: (request: IncomingMessage) => string | null;
  readonly onSocket: (socket: WebSocket, request: IncomingMessage) => void;
}

/**
 * The HTTP and WebSocket server that everything on a local port is made of, with what all of them guard against: other
 * addresses and origins, other methods, bodies, slow and idle connections, too many of them. Not listening yet.
 */
export function createLocalServer(options: LocalServerOptions): LocalServer {
  const { limits, subprotocol } = options;
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
    maxPayload: options.messageBytes,
    perMessageDeflate: false,
    ...(subprotocol !== undefined && { handleProtocols: () => subprotocol }),
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isOwnRequest(request.headers, portOf(server))) return sendText(response, 403, 'Not for this address.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return sendText(response, 405, 'Only GET and HEAD are answered.\n');
    }
    await options.answer(request, response);
  };
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(options.headers)) response.setHeader(name, value);
    // Nothing here reads a body; one that comes all the same costs its connection.
    if (request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined) {
      response.setHeader('Connection', 'close');
    }
    answer(request, response).catch(() => response.destroy());
  });

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const refusal = options.refusal(request);
    if (refusal !== null) return refuse(stream, refusal);
    // A browser always names the origin of the page that opens a WebSocket; without one it is no page of ours.
    if (!isOwnRequest(request.headers, portOf(server)) || request.headers.origin === undefined) return refuse(stream, '403 Forbidden');
    if (sockets.clients.size >= limits.sockets) return refuse(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
  });
  const stopPinging = pingSockets(sockets, limits.pingInterval);
  sockets.on('connection', options.onSocket);

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

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy());
}
