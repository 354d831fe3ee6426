import type { Channel } from '../../app/contract/Channel.ts';
import { Inbox } from '../../app/contract/Inbox.ts';

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
  const inbox = new Inbox();
  child.on('message', (envelope) => inbox.deliver((envelope as { m?: unknown } | null)?.m));
  child.on('disconnect', () => inbox.close());
  child.on('exit', () => inbox.close());
  child.on('error', () => inbox.close());
  return {
    post(message) {
      // A send that fails means that the child is on its way out, which `disconnect` or `exit` reports.
      if (!inbox.closed && child.connected) child.send({ m: message }, () => {});
    },
    onMessage: (receive) => inbox.onMessage(receive),
    onClose: (closed) => inbox.onClose(closed),
    close() {
      if (child.connected) child.disconnect();
      inbox.close();
    },
  };
}
