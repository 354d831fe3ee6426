import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../app/contract/AppError.ts';
import { homeFolder } from './homeFolder.ts';
import { electronBinary } from './start/electronBinary.ts';
import { outliveOutput } from './start/outliveOutput.ts';
import { HELP, parseOptions } from './start/parseOptions.ts';
import { runDesktop } from './start/runDesktop.ts';
import { runWeb } from './start/runWeb.ts';
import { useProxies } from './start/useProxies.ts';
import { whyNoDesktop } from './start/whyNoDesktop.ts';

const root = join(import.meta.dirname, '..');

/** Starts Headwater as the command line says; resolves with the exit code once it has ended. */
async function start(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.model !== undefined && !existsSync(options.model)) {
    throw new AppError('not-found', `${options.model} is not there or cannot be read; name another model file.`);
  }
  useProxies(process.env);
  const home = options.home ?? homeFolder(process.env, process.platform, homedir());
  const model = options.model ?? null;
  const binary = electronBinary(root, process.env);
  const obstacle = whyNoDesktop(binary, process.platform, process.env, process.getuid?.());
  if (!options.web && binary !== null && obstacle === null) return runDesktop({ root, binary, home, model });
  await runWeb({ root, home, model, port: options.port, hint: obstacle });
  return 0;
}

outliveOutput();
try {
  // Not `process.exit` by itself: what is still to be written to a pipe would be lost.
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exitCode = 1;
}
