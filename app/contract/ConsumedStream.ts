import { AppError } from './AppError.ts';
import { Mailbox } from './Mailbox.ts';

/** What a stream needs from its channel. */
export interface StreamLink {
  /** Sends the request, and throws when it cannot be sent. */
  open(stream: ConsumedStream): void;
  grant(credits: number): void;
  cancel(): void;
}

/**
 * The consumer's end of a stream. It opens with the first `next()`, so one that is never read costs nothing; it grants
 * new credit in halves as items are read; leaving the loop cancels it at the producer.
 */
export class ConsumedStream implements AsyncIterableIterator<unknown> {
  readonly #link: StreamLink;
  readonly #credits: number;
  readonly #mailbox = new Mailbox<unknown>();
  readonly #reader = this.#mailbox[Symbol.asyncIterator]();
  #state: 'fresh' | 'open' | 'ended' = 'fresh';
  #readSinceGrant = 0;

  constructor(link: StreamLink, credits: number) {
    this.#link = link;
    this.#credits = credits;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<unknown>> {
    if (this.#state === 'fresh') this.#open();
    const step = await this.#reader.next();
    if (step.done !== true) this.#countRead();
    return step;
  }

  return(): Promise<IteratorResult<unknown>> {
    if (this.#state === 'open') this.#link.cancel();
    this.#state = 'ended';
    return this.#reader.return();
  }

  /** An item has come. More of them than were asked for are refused: a producer without brakes is not read on. */
  take(value: unknown): void {
    if (this.#state !== 'open') return;
    if (this.#mailbox.unread < this.#credits) {
      this.#mailbox.push(value);
      return;
    }
    this.#link.cancel();
    this.fail(new AppError('bad-message', 'The other side sent more than was asked for, so reading was stopped.'));
  }

  /** The producer has ended. */
  finish(): void {
    this.#state = 'ended';
    this.#mailbox.end();
  }

  /** The reader gets this error after what is unread. */
  fail(error: unknown): void {
    this.#state = 'ended';
    this.#mailbox.fail(error);
  }

  #open(): void {
    this.#state = 'open';
    try {
      this.#link.open(this);
    } catch (error) {
      this.fail(error);
    }
  }

  #countRead(): void {
    this.#readSinceGrant += 1;
    if (this.#state !== 'open' || this.#readSinceGrant < Math.ceil(this.#credits / 2)) return;
    this.#link.grant(this.#readSinceGrant);
    this.#readSinceGrant = 0;
  }
}
