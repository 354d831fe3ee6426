import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is built, from what, and the file by whose age that is judged. All paths from the checkout. */
export interface BuildStep {
  /** what the person reads: `the window` */
  readonly name: string;
  readonly output: string;
  readonly sources: readonly string[];
  /** folder from which vite builds */
  readonly root: string;
  /** vite's mode */
  readonly mode: 'production' | 'desktop';
}

/** Builds one part of Headwater when its output is missing or older than a source; `say` gets a line then. */
export async function buildWhenOlder(root: string, step: BuildStep, say: (line: string) => void): Promise<void> {
  const built = await stat(join(root, step.output)).then(({ mtimeMs }) => mtimeMs, () => 0);
  const changed = await Promise.all(step.sources.map((source) => newest(join(root, source))));
  if (built > Math.max(...changed)) return;
  say(`Building ${step.name} ${built === 0 ? '(the first time)' : '(its sources have changed)'} …`);
  const { build } = await import('vite');
  await build({ root: join(root, step.root), configFile: join(root, 'vite.config.ts'), mode: step.mode, logLevel: 'error' });
}

/** When the newest file at or below `path` was changed, in milliseconds; 0 when there is none. */
async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const times = (await readdir(path)).map((name) => newest(join(path, name)));
  return Math.max(0, ...(await Promise.all(times)));
}
