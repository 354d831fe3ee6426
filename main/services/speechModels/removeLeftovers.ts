import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^(removed|graphs)-([0-9a-f]{64})$/;

/**
 * Removes what a model that is no more has left in the folder of installed ones: what is half removed, and our own graphs
 * of it. Rejects with what the file system says.
 */
export async function removeLeftovers(speechFolder: string): Promise<void> {
  const names = await readdir(speechFolder).catch(() => []);
  const there = new Set(names);
  for (const name of names) {
    const [, what, id = ''] = NAME.exec(name) ?? [];
    // Whoever is still making or reading graphs is being ended: a moment later they can be removed.
    const patience = { maxRetries: 10, retryDelay: 100 };
    if (what === 'removed' || (what === 'graphs' && !there.has(id))) await rm(join(speechFolder, name), { recursive: true, force: true, ...patience });
  }
}
