import type { WindowClient } from './windowClient.ts';

/**
 * Answers as a person does when the program asks: an engine that died too often is started once more, at whatever moment
 * that is. Ends when the connection does.
 */
export async function restartAlways(client: WindowClient): Promise<void> {
  for await (const { phase, error } of client.models.watch({})) {
    if (phase === 'failed' && error?.code === 'crashed') await client.models.restart({});
  }
}
