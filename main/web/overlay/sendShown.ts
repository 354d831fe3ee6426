import type { WebSocket } from 'ws';
import { overlayVariables } from '../../../app/captions/overlay/overlayVariables.ts';
import { readOverlayQuery } from '../../../app/captions/overlay/readOverlayQuery.ts';
import type { ShownCaptions } from '../../../app/captions/ShownCaptions.ts';
import type { StyleSource } from './StyleSource.ts';

/** Between two messages, in milliseconds: what changed meanwhile is one. */
const EVERY_MS = 50;
/** Bytes that a page has not taken yet; beyond this it is not sent more until it has. */
const MAX_UNSENT = 64 * 1024;
/** Longest query that is looked at, in UTF-16 units. */
const MAX_QUERY = 2_000;
/** Close code of WebSocket: the other end does what it must not. */
const POLICY_VIOLATION = 1008;

/** Where captions to show come from. */
export interface ShownSource {
  readonly changes: { subscribe(listener: () => void): () => void };
  now(): ShownCaptions;
}

/** What one page shows, and how. */
export interface PageSource {
  readonly shown: ShownSource;
  readonly styles: StyleSource;
  /** of the page's address: what it asks for goes before what is set */
  readonly query: string;
}

/**
 * Sends a page what is to be shown, as JSON, each message whole: at once, and after changes the newest; `style` goes with
 * it when it is not what the page has. A page that says anything is cut off: this channel only shows.
 */
export function sendShown(socket: WebSocket, { shown, styles, query }: PageSource): void {
  let timer: NodeJS.Timeout | null = null;
  let sent = '';
  const send = (): void => {
    timer = null;
    if (socket.bufferedAmount > MAX_UNSENT) {
      timer = setTimeout(send, EVERY_MS);
      return;
    }
    const style = pageStyle(query, styles);
    const isNew = JSON.stringify(style) !== sent;
    if (isNew) sent = JSON.stringify(style);
    socket.send(JSON.stringify({ ...shown.now(), ...(isNew && { style }) }), () => undefined);
  };
  const later = (): void => {
    timer ??= setTimeout(send, EVERY_MS);
  };
  const unsubscribes = [shown.changes.subscribe(later), styles.subscribe(later)];
  socket.on('message', () => socket.close(POLICY_VIOLATION, 'This channel only shows.'));
  // Too long a message, or no WebSocket at all; `close` follows.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    if (timer) clearTimeout(timer);
  });
  send();
}

/** The look as the page takes it: properties for its style sheet, and what its script has to know. */
function pageStyle(query: string, styles: StyleSource) {
  const style = readOverlayQuery(new URLSearchParams(query.slice(0, MAX_QUERY)), styles.now());
  const { size, lines, hold, upper, fade, translation } = style;
  return { variables: overlayVariables(style), size, lines, hold, upper, fade, translation };
}
