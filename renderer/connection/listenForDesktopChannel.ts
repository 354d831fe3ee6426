import type { Channel } from '../../app/contract/Channel.ts';
import { messagePortChannel } from '../../app/contract/messagePortChannel.ts';

/**
 * Returns an opener whose channel is the port that the preload script hands over (`{type: 'headwater-port'}`), now and
 * whenever the host makes a new one. Call it before the page has loaded: the port comes once.
 */
export function listenForDesktopChannel(): () => Promise<Channel> {
  const waiting: MessagePort[] = [];
  let next = Promise.withResolvers<void>();
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source !== window || !port || !isPortMessage(event.data)) return;
    waiting.push(port);
    next.resolve();
  });
  return async () => {
    for (;;) {
      const port = waiting.pop();
      if (port) {
        waiting.length = 0;
        return messagePortChannel(port);
      }
      next = Promise.withResolvers();
      await next.promise;
    }
  };
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'headwater-port';
}
