import type { PlayQueue } from './PlayQueue.ts';

/** A sound that is due at once begins this much later, so that none of its beginning is lost. */
const LEAD_SECONDS = 0.03;

/** Puts a sound behind the others: it begins when they end, or soon when they have ended. All in seconds. */
export function queueSound(queue: PlayQueue, now: number, seconds: number): { readonly queue: PlayQueue; readonly at: number } {
  const at = Math.max(queue.end, now + LEAD_SECONDS);
  return { queue: { begins: [...queue.begins.filter((begin) => begin > now), at], end: at + seconds }, at };
}
