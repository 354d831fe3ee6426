import type { WebSocket, WebSocketServer } from 'ws';

/**
 * Ends windows that are gone without a word (a machine asleep, a network lost): whoever has not answered the ping of
 * one round by the next is cut. Call it before the first connection; returns what stops it.
 */
export function pingSockets(sockets: WebSocketServer, intervalMs: number): () => void {
  const answered = new WeakSet<WebSocket>();
  sockets.on('connection', (socket) => {
    answered.add(socket);
    socket.on('pong', () => answered.add(socket));
  });
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (answered.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
