import { Inbox } from '../../../../app/contract/Inbox.ts';
import type { Channel } from '../../../../app/contract/Channel.ts';
import { createProcessWatch } from './createProcessWatch.ts';
import type { ThreadLook } from './threads.ts';
import type { VirtualTime } from './VirtualTime.ts';

/**
 * A child process on virtual time: while it works, its own clock moves by the time of the processor that it takes, and
 * what it says is heard when the clock of all has come there. It begins when it is told something, or where it left off.
 */
export class PacedChild {
  readonly inbox = new Inbox();
  /** counts what went to it and came from it */
  exchanged = 0;
  readonly #watch: () => ThreadLook;
  readonly #time: VirtualTime;
  readonly #onSaid: (message: unknown, at: number) => void;
  #isWorking = true;
  /** its program is loaded and listens: from then on a child that is asleep waits for others */
  #isUp = false;
  /** its own clock, when it began to work, and what it had taken of the processor then */
  #start: number;
  #taken = 0;
  /** when the last that it said counts */
  #saidAt = 0;
  /** its own clock now */
  #local: number;

  constructor(pid: number, time: VirtualTime, onSaid: (message: unknown, at: number) => void) {
    this.#watch = createProcessWatch(pid);
    this.#time = time;
    this.#onSaid = onSaid;
    this.#start = this.#local = time.now;
  }

  /** Up to when it is known what it does; `Infinity` when it waits for others. */
  get frontier(): number {
    return this.#isWorking ? this.#local : Infinity;
  }

  /** When its work ends, or where it is now. */
  get busyUntil(): number {
    return this.#local;
  }

  /** Something was sent to it. */
  told(): void {
    this.exchanged++;
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#start = this.#local = Math.max(this.#local, this.#time.now);
    this.#taken = this.#watch().milliseconds;
  }

  /** It said something, `milliseconds` on its own clock; of two things the second is never heard first. */
  said(message: unknown, milliseconds: number): void {
    this.exchanged++;
    this.#moveTo(milliseconds);
    this.#saidAt = Math.max(this.#saidAt, this.#start + milliseconds - this.#taken);
    this.#onSaid(message, this.#saidAt);
    this.#time.wait(this.#saidAt, () => this.inbox.deliver(message));
  }

  /** Its program is loaded, `milliseconds` on its own clock. */
  cameUp(milliseconds: number): void {
    this.exchanged++;
    this.#moveTo(milliseconds);
    this.#isUp = true;
  }

  /** Looks at what it does. Returns whether it was found to have ended its work. */
  look(): boolean {
    if (!this.#isWorking) return false;
    const { isRunning, milliseconds } = this.#watch();
    this.#moveTo(milliseconds);
    this.#isWorking = isRunning || !this.#isUp;
    return !this.#isWorking;
  }

  #moveTo(milliseconds: number): void {
    this.#local = Math.max(this.#local, this.#start + milliseconds - this.#taken);
  }

  channel(post: (message: unknown) => void, close: () => void): Channel {
    return {
      post: (message) => {
        this.told();
        post(message);
      },
      onMessage: (receive) => this.inbox.onMessage(receive),
      onClose: (closed) => this.inbox.onClose(closed),
      close,
    };
  }
}
