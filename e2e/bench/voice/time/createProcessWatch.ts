import { readdirSync, readFileSync } from 'node:fs';

/** A process at a moment. */
export interface ProcessLook {
  /** a thread of it runs, or waits for a core or for the disk */
  readonly isRunning: boolean;
  /** time of the processor that its threads have taken, in milliseconds */
  readonly milliseconds: number;
}

/** Looks after which its threads are listed anew. */
const LISTED_FOR = 50;
/** Threads of Node that do nothing for the program but when its main thread waits for them. */
const HELPERS = /^(?:V8Worker|DelayedTaskSche|SignalInspector)$/;
const STATE = /\((.*)\) ([A-Za-z]) /;

/** Looks at a process in Linux's `/proc`; one that is gone does not run. `withoutMain`: its main thread does not count. */
export function createProcessWatch(pid: number, { withoutMain = false } = {}): () => ProcessLook {
  const folder = `/proc/${pid}/task`;
  let threads: string[] = [];
  let looks = 0;
  const list = (): void => {
    threads = listed(folder).filter((thread) => !(withoutMain && thread === String(pid)));
  };
  const look = (): ProcessLook => {
    let isRunning = false;
    let nanoseconds = 0;
    for (const thread of threads) {
      const [, name = '', state = ''] = STATE.exec(readOr(`${folder}/${thread}/stat`)) ?? [];
      if ((state === 'R' || state === 'D') && !(withoutMain && HELPERS.test(name))) isRunning = true;
      if (!withoutMain) nanoseconds += Number(readOr(`${folder}/${thread}/schedstat`).split(' ')[0] ?? 0);
    }
    return { isRunning, milliseconds: nanoseconds / 1e6 };
  };
  return () => {
    if (looks++ % LISTED_FOR === 0) list();
    const seen = look();
    if (seen.isRunning || withoutMain) return seen;
    // Before it is said to sleep: a thread that has just begun may be at work.
    list();
    return look();
  };
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A thread may end between two reads. */
function readOr(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
