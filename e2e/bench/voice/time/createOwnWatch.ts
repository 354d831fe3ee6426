import { isAtWork, listThreads, nameOfThread } from './threads.ts';

/** Threads of this process that run by themselves: Node's for files, and workers. */
const OWN_THREADS = /^(?:libuv-worker|WorkerThread)$/;
/** Looks after which they are listed anew. */
const LISTED_FOR = 200;

/** Whether a thread of this process beside its main one is at work. */
export function createOwnWatch(): () => boolean {
  const { pid } = process;
  let threads: string[] = [];
  let looks = 0;
  return () => {
    if (looks++ % LISTED_FOR === 0) {
      threads = listThreads(pid).filter((thread) => OWN_THREADS.test(nameOfThread(pid, thread)));
    }
    return threads.some((thread) => isAtWork(pid, thread));
  };
}
