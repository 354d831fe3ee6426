import type { Channel } from './Channel.ts';
import { Inbox } from './Inbox.ts';

/**
 * Two ends of one channel inside a process. Messages are cloned and delivered later, as a real port does, so that code
 * tested over it cannot come to depend on shared objects or on an answer within the same turn.
 */
export function memoryChannelPair(): [Channel, Channel] {
  const left = new Inbox();
  const right = new Inbox();
  return [memoryChannel(left, right), memoryChannel(right, left)];
}

function memoryChannel(own: Inbox, other: Inbox): Channel {
  return {
    post(message) {
      if (own.closed) return;
      const copy = structuredClone(message);
      queueMicrotask(() => other.deliver(copy));
    },
    onMessage: (receive) => own.onMessage(receive),
    onClose: (closed) => own.onClose(closed),
    close() {
      if (own.closed) return;
      own.close();
      // After what was posted before.
      queueMicrotask(() => other.close());
    },
  };
}
