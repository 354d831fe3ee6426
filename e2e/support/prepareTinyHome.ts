import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GREEDY } from '../../main/engine/support/ask.ts';
import type { Home } from './prepareHome.ts';

const TINY = fileURLToPath(new URL('../../native-models/golden/tiny/floats.gguf', import.meta.url));

/**
 * A fresh home folder whose model is a tiny random one of the checkout: it writes nonsense at once, and everything around
 * it is the program as it is. Its cache is small, so that a few messages are far more than it holds.
 *
 * @param path an existing folder to use; by default one is made
 */
export async function prepareTinyHome(settings: object = {}, path?: string): Promise<Home> {
  const home = path ?? (await mkdtemp(join(tmpdir(), 'headwater-e2e-')));
  const all = {
    welcomed: true,
    modelFile: TINY,
    threads: 1,
    systemPrompt: 'Be brief.',
    contextSlots: 1_024,
    recallTokens: 320,
    maxAnswerTokens: 24,
    sampling: GREEDY,
    ...settings,
  };
  await writeFile(join(home, 'settings.json'), JSON.stringify(all));
  return { path: home, remove: () => rm(home, { recursive: true, force: true, maxRetries: 5 }) };
}
