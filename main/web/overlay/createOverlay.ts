import { once } from 'node:events';
import type { Server } from 'node:http';
import type { LocalServer } from '../createLocalServer.ts';
import { createOverlayServer } from './createOverlayServer.ts';
import { newOverlaySettings, readOverlaySettings, saveOverlaySettings } from './overlaySettings.ts';
import type { ShownSource } from './sendShown.ts';
import type { StyleSource } from './StyleSource.ts';

/** The overlay page of captions: for OBS, and for any browser of this machine. */
export interface Overlay {
  /** Starts it unless it runs. Its address stays the same from then on, where its port is free. */
  url(): Promise<string>;
  /** At start: serves it when it was asked for once, so that other programs find it again. Never rejects. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** @param home where port and token are kept, once the overlay was asked for */
export function createOverlay(home: string, shown: ShownSource, styles: StyleSource): Overlay {
  let starting: Promise<{ server: LocalServer; url: string }> | null = null;
  let closed = false;

  async function start(): Promise<{ server: LocalServer; url: string }> {
    const { port: last, token } = (await readOverlaySettings(home)) ?? newOverlaySettings();
    const server = createOverlayServer({ token, shown, styles });
    try {
      const port = await listen(server.server, last ?? 0).catch(() => listen(server.server, 0));
      if (port !== last) await saveOverlaySettings(home, { port, token });
      return { server, url: `http://127.0.0.1:${port}/captions/${token}` };
    } catch (error) {
      await server.close();
      throw error;
    }
  }
  const started = (): Promise<{ server: LocalServer; url: string }> => {
    const mine = (starting ??= start());
    mine.catch(() => {
      if (starting === mine) starting = null;
    });
    return mine;
  };
  return {
    url: async () => (await started()).url,
    async resume() {
      if (closed || (await readOverlaySettings(home)) === null) return;
      await started().catch((error: unknown) => console.error('The captions overlay could not be started:', error));
    },
    async close() {
      closed = true;
      const running = await starting?.catch(() => null);
      await running?.server.close();
    },
  };
}

/** Listens on the loopback address; resolves with the port. */
async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
