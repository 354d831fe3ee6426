import type { WindowClient } from './windowClient.ts';

/** Resolves when a model is loaded; asks for another start when the engine has died too often. */
export async function modelReady(client: WindowClient): Promise<void> {
  for await (const { phase, error } of client.models.watch({})) {
    if (phase === 'ready') return;
    if (phase === 'failed') {
      if (error?.code !== 'crashed') throw new Error(error?.message);
      await client.models.restart({});
    }
  }
}
