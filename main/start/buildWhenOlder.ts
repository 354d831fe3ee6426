import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../app/contract/AppError.ts';

const VITE = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));

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

/** Builds one part of Headwater when its output is missing or older than a source; `say` gets a line then. Rejects with what the builder said, as an `internal` error. */
export async function buildWhenOlder(root: string, step: BuildStep, say: (line: string) => void): Promise<void> {
  const built = await stat(join(root, step.output)).then(({ mtimeMs }) => mtimeMs, () => 0);
  const changed = await Promise.all(step.sources.map((source) => newest(join(root, source))));
  if (built > Math.max(...changed)) return;
  say(`Building ${step.name} ${built === 0 ? '(the first time)' : '(its sources have changed)'} …`);
  const options = ['--config', join(root, 'vite.config.ts'), '--mode', step.mode, '--logLevel', 'error'];
  await runBuilder(step.name, [VITE, 'build', join(root, step.root), ...options]);
}

/** In a process of its own: the builder would go on holding 600 MB of a program that runs for days. */
async function runBuilder(name: string, args: readonly string[]): Promise<void> {
  // Ctrl+C in the terminal reaches all of a group, and would leave half a build, which looks newer than its sources.
  const detached = process.platform !== 'win32';
  const builder = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], detached });
  const [said] = await Promise.all([text(builder.stderr), once(builder, 'close')]);
  if (builder.exitCode === 0) return;
  const reason = said.trim() || `It ended without a word (${builder.signalCode ?? builder.exitCode}).`;
  const message = `Headwater was not started, because building ${name} failed. Nothing of yours was touched. Run "npm ci" in its folder, then start it again. The builder said:`;
  throw new AppError('internal', `${message}\n\n${reason}`);
}

/** When the newest file at or below `path` was changed, in milliseconds; 0 when there is none. */
async function newest(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const times = (await readdir(path)).map((name) => newest(join(path, name)));
  return Math.max(0, ...(await Promise.all(times)));
}
