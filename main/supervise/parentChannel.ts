import type { Channel } from '../../app/contract/Channel.ts';
import { Inbox } from '../../app/contract/Inbox.ts';

/** Electron's `process.parentPort`, as far as it is used here. It tells of no close: Electron ends its children itself. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', receive: (event: { data: unknown }) => void): unknown;
}

/** What a child has of its parent: Node's IPC channel, or Electron's port. */
interface ChildSide {
  readonly parentPort?: ParentPort | undefined;
  readonly connected?: boolean | undefined;
  send?(message: object, handle: undefined, options: undefined, callback: (error: Error | null) => void): boolean;
  on(event: 'message', receive: (message: unknown) => void): unknown;
  on(event: 'disconnect' | 'SIGINT', gone: () => void): unknown;
  disconnect?(): void;
}

/**
 * The child's end of the channel to the host that started it, under `fork` and under Electron's `utilityProcess`.
 * When the host goes away `exit` is called (by default the process ends): a child must never outlive its host.
 */
export function parentChannel(self: ChildSide = process, exit: () => void = () => process.exit(0)): Channel {
  const inbox = new Inbox();
  const port = self.parentPort;
  function finish(): void {
    if (inbox.closed) return;
    inbox.close();
    exit();
  }
  // Ctrl+C in a terminal reaches every process of its group; the host decides in which order they end.
  self.on('SIGINT', () => {});
  if (port) port.on('message', (event) => inbox.deliver(event.data));
  else {
    self.on('message', (envelope) => inbox.deliver((envelope as { m?: unknown } | null)?.m));
    self.on('disconnect', finish);
  }
  return {
    post(message) {
      if (inbox.closed) return;
      if (port) port.postMessage(message);
      else if (self.connected) self.send?.({ m: message }, undefined, undefined, () => {});
    },
    onMessage: (receive) => inbox.onMessage(receive),
    onClose: (closed) => inbox.onClose(closed),
    close() {
      if (!port && self.connected) self.disconnect?.();
      finish();
    },
  };
}
