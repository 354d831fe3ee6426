import { readFile } from 'node:fs/promises';

/** Which process a number stands for. Numbers are used again; where the system tells more, `id` tells them apart. */
export interface ProcessIdentity {
  readonly id: string;
  /** whether two processes can never have the same `id` */
  readonly exact: boolean;
}

/** Field 22 of /proc/<pid>/stat, counted after the name, which may hold spaces itself (proc_pid_stat(5)). */
const START_TIME_AFTER_NAME = 19;

/** The living process with this number, or null when there is none (or only its remains). */
export async function processIdentity(pid: number): Promise<ProcessIdentity | null> {
  if (process.platform === 'linux') {
    try {
      const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : { id: `${boot} ${fields[START_TIME_AFTER_NAME]}`, exact: true };
    } catch {
      // No such process, or no /proc: the signal below knows.
    }
  }
  try {
    process.kill(pid, 0);
    return { id: 'alive', exact: false };
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? { id: 'alive', exact: false } : null;
  }
}
