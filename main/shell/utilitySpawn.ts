import type { UtilityProcess } from 'electron/main';
import type { Channel } from '../../app/contract/Channel.ts';
import { Inbox } from '../../app/contract/Inbox.ts';
import { CappedLog } from '../supervise/CappedLog.ts';
import { childEnvironment } from '../supervise/childEnvironment.ts';
import type { ChildExit, Spawn } from '../supervise/Spawn.ts';
import type { ShellElectron } from './ShellElectron.ts';

/**
 * `Spawn` over Electron's `utilityProcess`, which is what may run native code in a packaged desktop (its binary does
 * not run as Node). Closing the channel ends the child, since such a child has nothing to disconnect from.
 */
export function utilitySpawn({ utilityProcess }: Pick<ShellElectron, 'utilityProcess'>): Spawn {
  return (entry, { name, logFile, heapMiB }) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: `Headwater ${name}`,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: childEnvironment(process.env),
      execArgv: heapMiB === undefined ? [] : [`--max-old-space-size=${heapMiB}`],
    });
    const log = logFile === undefined ? undefined : new CappedLog(logFile);
    const note = (what: string) => log?.write(`${new Date().toISOString()} ${name} ${what}\n`);
    child.once('spawn', () => note(`${child.pid} started`));
    child.stdout?.on('data', (data: Buffer) => log?.write(data));
    child.stderr?.on('data', (data: Buffer) => log?.write(data));
    child.on('error', (type, location) => note(`${type} at ${location}`));
    const exited = new Promise<ChildExit>((resolve) => {
      child.once('exit', (code) => {
        note(`ended: code ${code}`);
        resolve({ code, signal: null });
      });
    });
    return { get pid() { return child.pid; }, channel: utilityChannel(child), exited, kill: () => killNow(child) };
  };
}

function utilityChannel(child: UtilityProcess): Channel {
  const inbox = new Inbox();
  child.on('message', (message: unknown) => inbox.deliver(message));
  child.once('exit', () => inbox.close());
  return {
    post(message) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
      if (!inbox.closed) child.postMessage(message);
    },
    onMessage: (receive) => inbox.onMessage(receive),
    onClose: (closed) => inbox.onClose(closed),
    close() {
      if (inbox.closed) return;
      child.kill();
      inbox.close();
    },
  };
}

/** Electron's own `kill` asks; a child that is stuck in native code does not hear it. */
function killNow(child: UtilityProcess): void {
  if (child.pid === undefined) {
    child.kill();
    return;
  }
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
