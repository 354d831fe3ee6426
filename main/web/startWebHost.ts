import { once } from 'node:events';
import type { Server } from 'node:http';
import { AppError } from '../../app/contract/AppError.ts';
import type { Channel } from '../../app/contract/Channel.ts';
import { createWebServer } from './createWebServer.ts';
import { loadWebSettings, saveWebSettings, webUrl } from './webSettings.ts';

export interface WebHost {
  /** `http://127.0.0.1:<port>/` */
  readonly address: string;
  /** the address with its token: what a person opens */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the built window in `root` on the loopback address, and `serve` on the channel of each window that has the
 * token. Port and token are those of the last start where possible (`web.json` in `home`). Claim the home first.
 *
 * @param options.port exactly this one, or an error that says it is taken. Defaults to the last one, else a free one.
 * @param options.say gets one line when the last port is taken. Defaults to standard output.
 */
export async function startWebHost(options: {
  readonly home: string;
  readonly root: string;
  readonly serve: (channel: Channel) => void;
  readonly port?: number;
  readonly say?: (line: string) => void;
}): Promise<WebHost> {
  const { home, root, serve, say = console.log } = options;
  const { port: lastPort, token } = await loadWebSettings(home);
  const web = createWebServer({ root, token, serve });
  try {
    const asked = options.port;
    const port = await (asked === undefined ? listenAnywhere(web.server, lastPort, say) : listenAt(web.server, asked));
    await saveWebSettings(home, { port, token });
    return { address: `http://127.0.0.1:${port}/`, url: webUrl(port, token), close: () => web.close() };
  } catch (error) {
    await web.close();
    throw error;
  }
}

async function listenAnywhere(server: Server, lastPort: number | null, say: (line: string) => void): Promise<number> {
  if (lastPort === null) return listen(server, 0);
  try {
    return await listen(server, lastPort);
  } catch {
    const port = await listen(server, 0);
    say(`Port ${lastPort}, where Headwater was last time, is in use by another program; it is at port ${port} now.`);
    return port;
  }
}

async function listenAt(server: Server, port: number): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const advice = 'Name another one with --port, or leave it out and Headwater finds a free one.';
    switch (code) {
      case 'EADDRINUSE':
        throw new AppError('busy', `Port ${port} is in use by another program. ${advice}`, { port });
      case 'EACCES':
        throw new AppError('no-permission', `Port ${port} is reserved by the system. ${advice}`, { port });
      case undefined:
      default:
        throw new AppError('bad-request', `Port ${port} cannot be used. ${advice}`, { port });
    }
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
