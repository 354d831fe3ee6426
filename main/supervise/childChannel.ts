import type { Channel } from '../../app/contract/Channel.ts';

/** The part of a forked child that a channel needs; Node's `ChildProcess` has it. */
interface MessagingChild {
  readonly connected: boolean;
  send(message: object, callback: (error: Error | null) => void): boolean;
  on(event: 'message', receive: (message: unknown) => void): unknown;
  on(event: 'disconnect' | 'exit' | 'error', gone: () => void): unknown;
  disconnect(): void;
}

/**
 * The host's end of the channel to a forked child. A message travels inside `{ m }`, because Node takes objects only
 * and keeps some of them (`cmd: 'NODE_…'`) to itself.
 */
export function childChannel(child: MessagingChild): Channel {
  let receive: ((message: unknown) => void) | undefined;
  let closed = false;
  const early: unknown[] = [];
  const closeListeners: (() => void)[] = [];

  function finish(): void {
    if (closed) return;
    closed = true;
    for (const listener of closeListeners) listener();
  }

  child.on('message', (envelope) => {
    if (closed) return;
    const message = (envelope as { m?: unknown } | null)?.m;
    if (receive) receive(message);
    else early.push(message);
  });
  child.on('disconnect', finish);
  child.on('exit', finish);
  child.on('error', finish);

  return {
    post(message) {
      // A send that fails means that the child is on its way out, which `disconnect` or `exit` reports.
      if (!closed && child.connected) child.send({ m: message }, () => {});
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
      if (child.connected) child.disconnect();
      finish();
    },
  };
}
