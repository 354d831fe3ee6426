import { fork } from 'node:child_process';
import { CappedLog } from './CappedLog.ts';
import { childChannel } from './childChannel.ts';
import { childEnvironment } from './childEnvironment.ts';
import { mallocSettings } from './mallocSettings.ts';
import type { Child, ChildExit, SpawnOptions } from './Spawn.ts';

/**
 * `Spawn` over Node's `fork`: the same Node that runs the host, a cleaned environment, structured-clone messages, and
 * the child's output in its log.
 */
export function forkSpawn(entry: string, options: SpawnOptions): Child {
  const child = fork(entry, [], {
    execPath: process.execPath,
    execArgv: options.heapMiB === undefined ? [] : [`--max-old-space-size=${options.heapMiB}`],
    env: { ...childEnvironment(process.env), ...mallocSettings() },
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = options.logFile === undefined ? undefined : new CappedLog(options.logFile);
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('exit', (code, signal) => {
      log?.write(`${new Date().toISOString()} ${options.name} ${child.pid} ended: code ${code}, signal ${signal}\n`);
      resolve({ code, signal });
    });
    child.once('error', (error) => {
      log?.write(`${new Date().toISOString()} ${options.name}: ${error.message}\n`);
      if (child.pid === undefined) resolve({ code: -1, signal: null });
    });
  });
  log?.write(`${new Date().toISOString()} ${options.name} ${child.pid} started\n`);
  child.stdout?.on('data', (data: Buffer) => log?.write(data));
  child.stderr?.on('data', (data: Buffer) => log?.write(data));
  return { pid: child.pid, channel: childChannel(child), exited, kill: () => void child.kill('SIGKILL') };
}
