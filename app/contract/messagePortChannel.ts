import type { Channel } from './Channel.ts';
import { Inbox } from './Inbox.ts';

interface PortEvent {
  readonly data?: unknown;
}

/** What the ports of a browser and of Node's worker threads have in common. */
interface EventTargetPort {
  postMessage(message: unknown): void;
  start?(): void;
  close(): void;
  addEventListener(type: 'message' | 'messageerror' | 'close', listener: (event: PortEvent) => void): void;
}

/** Electron's `MessagePortMain`, an event emitter. */
interface EmitterPort {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  on(type: 'message', listener: (event: PortEvent) => void): unknown;
  on(type: 'close', listener: () => void): unknown;
}

export type AnyMessagePort = EventTargetPort | EmitterPort;

/** A channel over a message port, of whichever kind: browser, Node worker thread, or Electron's main process. */
export function messagePortChannel(port: AnyMessagePort): Channel {
  const inbox = new Inbox();
  const deliver = (event: PortEvent) => inbox.deliver(event.data);
  const closed = () => inbox.close();
  // A Node port has both; only `addEventListener` gives an event there, as everywhere else.
  if ('addEventListener' in port) {
    port.addEventListener('message', deliver);
    // What could not be read here is a malformed message like any other.
    port.addEventListener('messageerror', () => inbox.deliver(undefined));
    port.addEventListener('close', closed);
  } else {
    port.on('message', deliver);
    port.on('close', closed);
  }
  port.start?.();
  return {
    post(message) {
      if (!inbox.closed) port.postMessage(message);
    },
    onMessage: (receive) => inbox.onMessage(receive),
    onClose: (listener) => inbox.onClose(listener),
    close() {
      if (inbox.closed) return;
      port.close();
      inbox.close();
    },
  };
}
