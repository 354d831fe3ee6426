import { join } from 'node:path';
import { createHost } from '../host.ts';
import { forkSpawn } from '../supervise/forkSpawn.ts';
import { claimHome } from '../web/claimHome.ts';
import { startWebHost } from '../web/startWebHost.ts';
import { buildSteps } from './buildSteps.ts';
import { buildWhenOlder } from './buildWhenOlder.ts';
import { programVersion } from './programVersion.ts';
import { showProgress } from './showProgress.ts';

/** Runs the web host until the person ends it (Ctrl+C), and closes everything in order. */
export async function runWeb(options: {
  readonly root: string;
  readonly home: string;
  /** a model file or folder that the person named */
  readonly model: string | null;
  readonly port: number | undefined;
  /** how to get the desktop window, in one line */
  readonly hint: string | null;
}): Promise<void> {
  const { root, home, model, port, hint } = options;
  const stop = stopRequested();
  await using closing = new AsyncDisposableStack();
  const claim = await claimHome(home, 'web');
  closing.defer(() => claim.release());
  // Looked at between the steps of a start, each of which is left whole.
  const ending = (): boolean => {
    if (stop.asked) console.log('Headwater is closing.');
    return stop.asked;
  };
  if (ending()) return;
  await buildWhenOlder(root, buildSteps.window, console.log);
  if (ending()) return;
  const host = await createHost({ home, kind: 'web', version: programVersion(root), spawn: forkSpawn, openExternal: null });
  closing.defer(() => host.close());
  if (ending()) return;
  const web = await startWebHost({
    home,
    root: join(root, 'out/renderer'),
    serve: (channel) => host.serve(channel),
    ...(port !== undefined && { port }),
  });
  closing.defer(() => web.close());
  if (ending()) return;
  console.log(`\n  Headwater is running. Open this address in a browser on this computer:\n\n    ${web.url}\n`);
  if (hint !== null) console.log(`  ${hint}`);
  console.log(`  Everything stays in ${home}. Ctrl+C ends Headwater.\n`);
  if (model === null) host.models.start();
  else await host.models.handlers.install({ file: model });
  host.embedding.start();
  const hideProgress = showProgress(host.models, process.stdout);
  await stop.requested;
  hideProgress();
  ending();
}

/** `requested` resolves at the first request to end; the second one ends the process at once. */
function stopRequested(): { readonly asked: boolean; readonly requested: Promise<void> } {
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  const stop = { asked: false, requested };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.asked) process.exit(1);
      stop.asked = true;
      resolve();
    });
  }
  return stop;
}
