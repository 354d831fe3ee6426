import type { WebSocket } from 'ws';
import type { ShownCaptions } from '../../../app/captions/ShownCaptions.ts';

/** Between two messages, in milliseconds: what changed meanwhile is one. */
const EVERY_MS = 50;
/** Bytes that a page has not taken yet; beyond this it is not sent more until it has. */
const MAX_UNSENT = 64 * 1024;
/** Close code of WebSocket: the other end does what it must not. */
const POLICY_VIOLATION = 1008;

/** Where captions to show come from. */
export interface ShownSource {
  readonly changes: { subscribe(listener: () => void): () => void };
  now(): ShownCaptions;
}

/**
 * Sends a page what is to be shown, as JSON, each message whole: at once, and after changes the newest. A page that
 * says anything is cut off: this channel only shows.
 */
export function sendShown(socket: WebSocket, shown: ShownSource): void {
  let timer: NodeJS.Timeout | null = null;
  const send = (): void => {
    timer = null;
    if (socket.bufferedAmount > MAX_UNSENT) {
      timer = setTimeout(send, EVERY_MS);
      return;
    }
    socket.send(JSON.stringify(shown.now()), () => undefined);
  };
  const unsubscribe = shown.changes.subscribe(() => {
    timer ??= setTimeout(send, EVERY_MS);
  });
  socket.on('message', () => socket.close(POLICY_VIOLATION, 'This channel only shows.'));
  // Too long a message, or no WebSocket at all; `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    unsubscribe();
    if (timer) clearTimeout(timer);
  });
  send();
}
