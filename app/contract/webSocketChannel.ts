import { AppError } from './AppError.ts';
import type { Channel } from './Channel.ts';
import { Inbox } from './Inbox.ts';
import { MAX_FRAME_UNITS } from './wire.ts';

/** What a browser's WebSocket and that of the `ws` package have in common. */
export interface AnyWebSocket {
  /** 0 connecting, 1 open, 2 closing, 3 closed */
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
}

const OPEN = 1;

/**
 * A channel over a WebSocket, in JSON text frames; usable while it is still connecting. JSON carries no binary data:
 * a service that needs it declares it as base64 text.
 */
export function webSocketChannel(socket: AnyWebSocket): Channel {
  const inbox = new Inbox();
  let waiting: string[] = [];
  socket.addEventListener('open', () => {
    for (const text of waiting) socket.send(text);
    waiting = [];
  });
  socket.addEventListener('message', (event) => inbox.deliver(parseFrame(event.data)));
  socket.addEventListener('close', () => inbox.close());
  // A close follows every error; the listener keeps `ws` from throwing it.
  socket.addEventListener('error', () => {});
  if (socket.readyState > OPEN) inbox.close();
  return {
    post(message) {
      if (inbox.closed || socket.readyState > OPEN) return;
      const text = JSON.stringify(message);
      if (text.length > MAX_FRAME_UNITS) {
        throw new AppError('bad-request', 'This is too large to be sent at once. Nothing was changed.');
      }
      if (socket.readyState === OPEN) socket.send(text);
      else waiting.push(text);
    },
    onMessage: (receive) => inbox.onMessage(receive),
    onClose: (listener) => inbox.onClose(listener),
    close() {
      socket.close();
      inbox.close();
    },
  };
}

/** The message in a frame; what is no JSON text comes out as `undefined`, which no receiver takes for a message. */
function parseFrame(data: unknown): unknown {
  if (typeof data !== 'string' || data.length > MAX_FRAME_UNITS) return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
