import { AppError } from '../../app/contract/AppError.ts';
import type { Channel } from '../../app/contract/Channel.ts';
import { webSocketChannel } from '../../app/contract/webSocketChannel.ts';

/** A host on the loopback address answers within milliseconds; one that does not within this time is not there. */
const LIMIT_MS = 8_000;

/** Opens a WebSocket to the web host that served this page. The token travels as a subprotocol, never in a cookie. */
export async function openWebChannel(token: string | null): Promise<Channel> {
  if (!token) {
    throw new AppError(
      'no-permission',
      'This address lacks its key. Open the full address that Headwater printed in the terminal.',
    );
  }
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/socket`, ['headwater', `token.${token}`]);
  const opened = Promise.withResolvers<void>();
  const limit = setTimeout(() => socket.close(), LIMIT_MS);
  socket.addEventListener('open', () => opened.resolve());
  socket.addEventListener('close', () =>
    opened.reject(new AppError('closed', 'Headwater does not answer. Start it again, or open the address that it prints.')),
  );
  try {
    await opened.promise;
    return webSocketChannel(socket);
  } finally {
    clearTimeout(limit);
  }
}
