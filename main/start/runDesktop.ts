import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildSteps } from './buildSteps.ts';
import { buildWhenOlder } from './buildWhenOlder.ts';

/** Opens the desktop: builds what is not built yet, then runs Electron until it ends. Resolves with its exit code. */
export async function runDesktop(options: {
  readonly root: string;
  /** Electron's program */
  readonly binary: string;
  readonly home: string;
  /** a model file or folder that the person named */
  readonly model: string | null;
}): Promise<number> {
  const { root, binary, home, model } = options;
  await buildWhenOlder(root, buildSteps.window, console.log);
  await buildWhenOlder(root, buildSteps.desktop, console.log);
  const electron = spawn(binary, [join(root, buildSteps.desktop.output)], {
    stdio: 'inherit',
    env: { ...process.env, HEADWATER_HOME: home, ...(model !== null && { HEADWATER_MODEL: model }) },
  });
  // Ctrl+C reaches Electron by itself, which closes everything; this process waits for that.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => electron.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    electron.once('error', reject);
    electron.once('exit', (code) => resolve(code ?? 1));
  });
}
