import { AppError } from './AppError.ts';

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
  #state: 'fresh' | 'open' | 'ended' = 'fresh';
  #unread: unknown[] = [];
  #readSinceGrant = 0;
  #failure: { readonly error: unknown } | null = null;
  #readers: { resolve(step: IteratorResult<unknown>): void; reject(error: unknown): void }[] = [];

  constructor(link: StreamLink, credits: number) {
    this.#link = link;
    this.#credits = credits;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<unknown>> {
    if (this.#state === 'fresh') this.#open();
    if (this.#unread.length > 0) {
      const value = this.#unread.shift();
      this.#countRead();
      return Promise.resolve({ done: false, value });
    }
    if (this.#state === 'ended') return this.#last();
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  return(): Promise<IteratorResult<unknown>> {
    if (this.#state === 'open') this.#link.cancel();
    this.#unread = [];
    this.#failure = null;
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** An item has come. More of them than were asked for are refused: a producer without brakes is not read on. */
  take(value: unknown): void {
    if (this.#state !== 'open') return;
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      this.#countRead();
      reader.resolve({ done: false, value });
    } else if (this.#unread.length < this.#credits) {
      this.#unread.push(value);
    } else {
      this.#link.cancel();
      this.fail(new AppError('bad-message', 'The other side sent more than was asked for, so reading was stopped.'));
    }
  }

  /** The producer has ended. */
  finish(): void {
    this.#end();
  }

  /** The reader gets this error after what is unread. */
  fail(error: unknown): void {
    if (this.#state === 'ended') return;
    this.#failure = { error };
    this.#end();
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

  #last(): Promise<IteratorResult<unknown>> {
    const failure = this.#failure;
    this.#failure = null;
    return failure === null ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(failure.error);
  }

  #end(): void {
    this.#state = 'ended';
    const readers = this.#readers;
    this.#readers = [];
    for (const reader of readers) this.#last().then(reader.resolve, reader.reject);
  }
}
