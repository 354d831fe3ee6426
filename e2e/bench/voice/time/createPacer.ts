import { fork } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from '../../../../main/supervise/childEnvironment.ts';
import { mallocSettings } from '../../../../main/supervise/mallocSettings.ts';
import type { ChildExit, Spawn } from '../../../../main/supervise/Spawn.ts';
import { createOwnWatch } from './createOwnWatch.ts';
import { installVirtualTime, realTimers } from './installVirtualTime.ts';
import { PacedChild } from './PacedChild.ts';
import type { VirtualTime } from './VirtualTime.ts';

/** Rounds of the event loop without any message after which the host has done what it had to do. */
const QUIET_ROUNDS = 2;
/** Between two looks at children that work, on the real clock. */
const LOOK_MS = 2;
/** Looks right after something was said or told. */
const SOON_LOOKS = 8;
/** So long, on the real clock, something may take that no child and no timer tells of. */
const STUCK_MS = 60_000;

/** Runs a host and its children on one virtual clock. */
export interface Pacer {
  readonly spawn: Spawn;
  /** Lets virtual time go by until `work` has ended, and gives what it gave. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** virtual milliseconds during which so many children worked at once */
  readonly atOnce: readonly number[];
}

/** A message to or from a child, the `number`-th that was started, at the time at which it counts. */
export interface PacedMessage {
  readonly child: number;
  readonly direction: 'to' | 'from';
  readonly message: unknown;
  readonly at: number;
}

/**
 * A discrete-event simulation (Chandy and Misra 1979): a child's messages count from when it had the processor time for
 * them, and the clock of all does not pass a child that works, nor one whose program is still being loaded. So nobody waits for real time, and it matters little how
 * busy the machine is. Every child has a core of its own. Time that the host itself takes is not counted.
 *
 * @param onMessage is told every message to and from a child, maybe before the time at which it counts
 */
export function createPacer(
  time: VirtualTime,
  onMessage: (message: PacedMessage) => void,
): Pacer {
  const children = new Set<PacedChild>();
  const atOnce: number[] = [0];
  // The store has a thread of its own.
  const self = createOwnWatch();

  let started = 0;
  const spawn: Spawn = (entry) => {
    const number = started++;
    const clock = join(import.meta.dirname, 'childClock.ts');
    const child = fork(entry, [], {
      execArgv: ['--import', clock],
      env: { ...childEnvironment(process.env), ...mallocSettings() },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const paced = new PacedChild(child.pid ?? 0, time, (message, at) => onMessage({ child: number, direction: 'from', message, at }));
    children.add(paced);
    child.on('message', (envelope) => {
      const { isUp, m, milliseconds } = envelope as { isUp?: boolean; m: unknown; milliseconds: number };
      if (isUp) paced.cameUp(milliseconds);
      else paced.said(m, milliseconds);
      woken();
    });
    const exited = new Promise<ChildExit>((resolve) => {
      const gone = (exit: ChildExit): void => {
        children.delete(paced);
        paced.inbox.close();
        resolve(exit);
      };
      child.once('exit', (code, signal) => gone({ code, signal }));
      child.once('error', () => gone({ code: -1, signal: null }));
    });
    const post = (message: unknown): void => {
      onMessage({ child: number, direction: 'to', message, at: time.now });
      if (child.connected) child.send({ m: message }, () => {});
      woken();
    };
    const close = (): void => {
      if (child.connected) child.disconnect();
      paced.inbox.close();
    };
    return { pid: child.pid, channel: paced.channel(post, close), exited, kill: () => void child.kill('SIGKILL') };
  };

  /** A child that works may have ended soon, or say something: at first it is looked at again at once. */
  let looks = 0;
  let wake: (() => void) | null = null;
  async function lookAgain(): Promise<void> {
    if (looks++ < SOON_LOOKS) return new Promise<void>((resolve) => realTimers.setImmediate(resolve));
    return new Promise<void>((resolve) => {
      wake = resolve;
      realTimers.setTimeout(resolve, LOOK_MS);
    });
  }
  function woken(): void {
    looks = 0;
    wake?.();
  }

  /** Resolves when this process has nothing to do but to wait. */
  async function whenQuiet(): Promise<void> {
    const exchanged = (): number => [...children].reduce((sum, child) => sum + child.exchanged, 0);
    for (let quiet = 0, before = exchanged(); quiet < QUIET_ROUNDS; ) {
      await new Promise<void>((resolve) => realTimers.setImmediate(resolve));
      const now = exchanged();
      quiet = now === before && !self() ? quiet + 1 : 0;
      before = now;
    }
  }
  function moveTo(to: number): void {
    const from = time.now;
    const working = [...children].filter((child) => child.busyUntil > from).length;
    time.moveTo(to);
    atOnce[working] = (atOnce[working] ?? 0) + time.now - from;
  }

  return {
    spawn,
    atOnce,
    async run(work) {
      const restore = installVirtualTime(time);
      let isOver = false;
      let movedAt = realTimers.now();
      try {
        const result = work().finally(() => (isOver = true));
        result.catch(() => undefined);
        for (;;) {
          await whenQuiet();
          if (isOver) return await result;
          const haveEnded = [...children].filter((child) => child.look());
          // What a child said before it was looked at, or before it fell asleep.
          if (haveEnded.length > 0) await whenQuiet();
          else await new Promise<void>((resolve) => realTimers.setImmediate(resolve));
          const frontier = Math.min(...[...children].map((child) => child.frontier));
          const isStuck = frontier === Infinity && time.nextAt === Infinity;
          if (!isStuck) movedAt = realTimers.now();
          else if (realTimers.now() - movedAt > STUCK_MS) throw new Error('Nothing happens any more, and the scene has not ended.');
          if (!isStuck) moveTo(Math.min(frontier, time.nextAt));
          if (time.nextAt <= frontier && !isStuck) time.runNext();
          else await lookAgain();
        }
      } finally {
        restore();
      }
    },
  };
}
