import type { PlayQueue } from './PlayQueue.ts';

/** Sounds that may wait behind the one that is heard: what is made ahead is lost when the person stops it. */
const MOST_WAITING = 1;

/** Whether the next sound should be asked for, at `now` seconds of the queue's clock. */
export function wantsSound({ begins }: PlayQueue, now: number): boolean {
  return begins.filter((begin) => begin > now).length < MOST_WAITING;
}
