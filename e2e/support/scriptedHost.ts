import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSteps } from '../../main/start/buildSteps.ts';
import { buildWhenOlder } from '../../main/start/buildWhenOlder.ts';
import { createWebServer } from '../../main/web/createWebServer.ts';
import { TestHost } from '../../renderer/testing/TestHost.test-helper.ts';

const ROOT = join(import.meta.dirname, '../..');
const TOKEN = 'e2e-token-'.padEnd(43, '0');

export interface ScriptedHost {
  readonly host: TestHost;
  readonly address: string;
  close(): Promise<void>;
}

/** The built window from the real web server, with its policy, and behind it the host of the window's own tests. */
export async function scriptedHost(): Promise<ScriptedHost> {
  await buildWhenOlder(ROOT, buildSteps.window, console.log);
  const host = new TestHost();
  const web = createWebServer({ root: join(ROOT, 'out/renderer'), token: TOKEN, serve: (channel) => host.serve(channel) });
  web.server.listen(0, '127.0.0.1');
  await once(web.server, 'listening');
  const { port } = web.server.address() as AddressInfo;
  return { host, address: `http://127.0.0.1:${port}/#token=${TOKEN}`, close: () => web.close() };
}
