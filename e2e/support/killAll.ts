import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { childProcesses } from './childProcesses.ts';
import type { RunningHost } from './startHost.ts';

/** kill -9 of a host and of all its children, at once; resolves when none of them is left. */
export async function killAll(host: RunningHost): Promise<void> {
  const children = childProcesses(host.process.pid as number, '');
  const killed = host.kill();
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
  await killed;
  while (children.some((pid) => existsSync(`/proc/${pid}`))) await sleep(20);
}
