import { readdirSync, readFileSync } from 'node:fs';

/** A thread at a moment, or all of a process. */
export interface ThreadLook {
  /** it runs, or waits for a core or for the disk */
  readonly isRunning: boolean;
  /** time of the processor that it has taken, in milliseconds */
  readonly milliseconds: number;
}

const STAT = /\((.*)\) ([A-Za-z]) /;

/** Ids of the threads of a process, from Linux's `/proc`; none when it is gone. */
export function listThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

export function lookAtThread(pid: number, thread: string): ThreadLook {
  const nanoseconds = Number(readOr(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0] ?? 0);
  return { isRunning: isAtWork(pid, thread), milliseconds: nanoseconds / 1e6 };
}

export function isAtWork(pid: number, thread: string): boolean {
  const state = statOf(pid, thread)?.[2];
  return state === 'R' || state === 'D';
}

export function nameOfThread(pid: number, thread: string): string {
  return statOf(pid, thread)?.[1] ?? '';
}

function statOf(pid: number, thread: string): RegExpExecArray | null {
  return STAT.exec(readOr(`/proc/${pid}/task/${thread}/stat`));
}

/** A thread may end between two reads. */
function readOr(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
