import { listThreads, type ThreadLook, lookAtThread } from './threads.ts';

/** Looks at a process in Linux's `/proc`; one that is gone does not run. */
export function createProcessWatch(pid: number): () => ThreadLook {
  /** what the threads beside the main one have taken, when they were looked at last */
  let others = 0;
  return () => {
    const main = lookAtThread(pid, String(pid));
    // While the main thread runs, what the others do is no matter.
    if (!main.isRunning) others = 0;
    let isRunning = main.isRunning;
    for (const thread of main.isRunning ? [] : listThreads(pid)) {
      if (thread === String(pid)) continue;
      const look = lookAtThread(pid, thread);
      isRunning ||= look.isRunning;
      others += look.milliseconds;
    }
    return { isRunning, milliseconds: main.milliseconds + others };
  };
}
