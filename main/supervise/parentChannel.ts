import type { Channel } from '../../app/contract/Channel.ts';

/** Electron's `process.parentPort`, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', receive: (event: { data: unknown }) => void): unknown;
  on(event: 'close', closed: () => void): unknown;
}

/** What a child has of its parent: Node's IPC channel, or Electron's port. */
interface ChildSide {
  readonly parentPort?: ParentPort;
  readonly connected?: boolean;
  send?(message: object, handle: undefined, options: undefined, callback: (error: Error | null) => void): boolean;
  on(event: 'message', receive: (message: unknown) => void): unknown;
  on(event: 'disconnect', gone: () => void): unknown;
  disconnect?(): void;
}

/**
 * The child's end of the channel to the host that started it, under `fork` and under Electron's `utilityProcess`.
 * When the host goes away `exit` is called (by default the process ends): a child must never outlive its host.
 */
export function parentChannel(
  self: ChildSide = process,
  exit: () => void = () => process.exit(0),
): Channel {
  let receive: ((message: unknown) => void) | undefined;
  let closed = false;
  const early: unknown[] = [];
  const closeListeners: (() => void)[] = [];

  function finish(): void {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
    exit();
  }
  function arrive(message: unknown): void {
    if (closed) return;
    if (receive) receive(message);
    else early.push(message);
  }

  const port = self.parentPort;
  if (port) {
    port.on('message', (event) => arrive(event.data));
    port.on('close', finish);
  } else {
    self.on('message', (envelope) => arrive((envelope as { m?: unknown } | null)?.m));
    self.on('disconnect', finish);
  }

  return {
    post(message) {
      if (closed) return;
      if (port) port.postMessage(message);
      else if (self.connected) self.send?.({ m: message }, undefined, undefined, () => {});
    },
    onMessage(receiver) {
      receive = receiver;
      for (const message of early.splice(0)) receiver(message);
    },
    onClose(listener) {
      if (closed) listener();
      else closeListeners.push(listener);
    },
    close() {
      if (closed) return;
      if (!port && self.connected) self.disconnect?.();
      finish();
    },
  };
}
