import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../main/start.mjs', import.meta.url));
/** The address line is printed when the host listens; a cold machine builds the window first, a soak runs beside other work. */
const START_LIMIT_MS = process.env['HEADWATER_SOAK'] === undefined ? 120_000 : 600_000;

/** A tiny embedding model: what it finds by meaning is chance, and nothing is fetched for it. */
const EMBEDDING = fileURLToPath(new URL('../../native-models/golden/bert', import.meta.url));

/** A running host: the program itself, as `npm start` runs it. */
export interface RunningHost {
  readonly address: string;
  readonly process: ChildProcess;
  /** all that it printed so far */
  output(): string;
  stop(): Promise<void>;
  /** kill -9 */
  kill(): Promise<void>;
}

/** Starts the web host on `home` and resolves when its address is printed. Rejects with its output when it ends before. */
export async function startHost(
  home: string,
  options: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<RunningHost> {
  const child = spawn(process.execPath, [START, '--web', '--home', home, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HEADWATER_EMBEDDING_MODEL: EMBEDDING, ...options.env },
  });
  let output = '';
  const found = Promise.withResolvers<string>();
  const read = (chunk: Buffer): void => {
    output += chunk.toString();
    const address = /Headwater is running[^]*?(http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+)/.exec(output)?.[1];
    if (address) found.resolve(address);
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  child.once('exit', (code) => found.reject(new Error(`The host ended with code ${code}:\n${output}`)));
  const limit = setTimeout(() => found.reject(new Error(`No address after ${START_LIMIT_MS} ms:\n${output}`)), START_LIMIT_MS);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  try {
    const address = await found.promise;
    return { address, process: child, output: () => output, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
  } catch (error) {
    await end('SIGKILL');
    throw error;
  } finally {
    clearTimeout(limit);
  }
}
